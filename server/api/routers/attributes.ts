import { right, router, workspaceProcedure } from "@/server/api/trpc";
import {
  attributeKeyRefInput,
  defineAttribute,
  defineAttributeInput,
  redefineAttribute,
  undefineAttribute,
} from "@/server/services/attributes/define";
import { listAttributes } from "@/server/services/attributes/list";

const write = right("fields.write");

export const attributesRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listAttributes({ ctx: ctx.service })),
  define: write.input(defineAttributeInput).mutation(({ ctx, input }) => defineAttribute({ ctx: ctx.service, input })),
  redefine: write
    .input(defineAttributeInput)
    .mutation(({ ctx, input }) => redefineAttribute({ ctx: ctx.service, input })),
  undefine: write
    .input(attributeKeyRefInput)
    .mutation(({ ctx, input }) => undefineAttribute({ ctx: ctx.service, input })),
});
