import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { actOnHeldInput, cancelHeld, letGo } from "@/server/services/attention/act-on-held";
import { countHeld, countHeldInput, listHeld, listHeldInput } from "@/server/services/attention/held";

const override = right("hold.override");

export const attentionRouter = router({
  held: workspaceProcedure.input(listHeldInput).query(({ ctx, input }) => listHeld({ ctx: ctx.service, input })),
  counts: workspaceProcedure.input(countHeldInput).query(({ ctx, input }) => countHeld({ ctx: ctx.service, input })),
  letGo: override.input(actOnHeldInput).mutation(({ ctx, input }) => letGo({ ctx: ctx.service, input })),
  cancel: override.input(actOnHeldInput).mutation(({ ctx, input }) => cancelHeld({ ctx: ctx.service, input })),
});
