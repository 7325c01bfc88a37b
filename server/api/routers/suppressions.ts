import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { importSuppressions, importSuppressionsInput } from "@/server/services/suppressions/import";
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
  import: right("suppress")
    .input(importSuppressionsInput)
    .mutation(({ ctx, input }) => importSuppressions({ ctx: ctx.service, input })),
  lift: right("unsuppress")
    .input(liftSuppressionInput)
    .mutation(({ ctx, input }) => liftSuppression({ ctx: ctx.service, input })),
});
