import { right, router, workspaceProcedure } from "@/server/api/trpc";
import {
  addSuppression,
  addSuppressionInput,
  liftSuppression,
  liftSuppressionInput,
  listSuppressions,
  listSuppressionsInput,
} from "@/server/services/suppressions/manage";

export const suppressionsRouter = router({
  list: workspaceProcedure
    .input(listSuppressionsInput)
    .query(({ ctx, input }) => listSuppressions({ ctx: ctx.service, input })),
  add: right("suppress")
    .input(addSuppressionInput)
    .mutation(({ ctx, input }) => addSuppression({ ctx: ctx.service, input })),
  lift: right("unsuppress")
    .input(liftSuppressionInput)
    .mutation(({ ctx, input }) => liftSuppression({ ctx: ctx.service, input })),
});
