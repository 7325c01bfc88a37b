import { router, workspaceProcedure } from "@/server/api/trpc";
import { countHeld, listHeld, listHeldInput } from "@/server/services/attention/held";

export const attentionRouter = router({
  held: workspaceProcedure.input(listHeldInput).query(({ ctx, input }) => listHeld({ ctx: ctx.service, input })),
  counts: workspaceProcedure.query(({ ctx }) => countHeld({ ctx: ctx.service })),
});
