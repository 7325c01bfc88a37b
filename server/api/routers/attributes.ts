import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { foreseeConversion } from "@/server/services/attributes/convert";
import { defineAttribute, redefineAttribute, undefineAttribute } from "@/server/services/attributes/define";
import { listAttributes } from "@/server/services/attributes/list";
import { attributeKeyRefInput, defineAttributeInput, saveAttributeInput } from "@/server/services/attributes/schemas";

const write = right("fields.write");

export const attributesRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listAttributes({ ctx: ctx.service })),
  foresee: write.input(defineAttributeInput).query(({ ctx, input }) => foreseeConversion({ ctx: ctx.service, input })),
  define: write.input(saveAttributeInput).mutation(({ ctx, input }) => defineAttribute({ ctx: ctx.service, input })),
  redefine: write
    .input(saveAttributeInput)
    .mutation(({ ctx, input }) => redefineAttribute({ ctx: ctx.service, input })),
  undefine: write
    .input(attributeKeyRefInput)
    .mutation(({ ctx, input }) => undefineAttribute({ ctx: ctx.service, input })),
});
