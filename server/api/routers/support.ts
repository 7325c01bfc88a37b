import { right, router } from "@/server/api/trpc";
import { cardLink, cardLinkInput } from "@/server/services/support/card";
import { lookUp, lookUpInput } from "@/server/services/support/look-up";
import { reportPhish, reportPhishInput } from "@/server/services/support/phish";

const looking = right("support.lookup");

export const supportRouter = router({
  /** Writes an audit row, so it is no query. */
  lookUp: looking.input(lookUpInput).mutation(({ ctx, input }) => lookUp({ ctx: ctx.service, input })),
  cardLink: looking.input(cardLinkInput).mutation(({ ctx, input }) => cardLink({ ctx: ctx.service, input })),
  reportPhish: right("phish.report")
    .input(reportPhishInput)
    .mutation(({ ctx, input }) => reportPhish({ ctx: ctx.service, input })),
});
