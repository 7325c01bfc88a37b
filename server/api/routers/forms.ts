import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { archiveForm, createForm, listForms, updateForm } from "@/server/services/forms/manage";
import { createFormInput, formIdInput, listFormsInput, updateFormInput } from "@/server/services/forms/schemas";

const write = right("topics.write");

export const formsRouter = router({
  list: workspaceProcedure.input(listFormsInput).query(({ ctx, input }) => listForms({ ctx: ctx.service, input })),
  create: write.input(createFormInput).mutation(({ ctx, input }) => createForm({ ctx: ctx.service, input })),
  update: write.input(updateFormInput).mutation(({ ctx, input }) => updateForm({ ctx: ctx.service, input })),
  archive: write.input(formIdInput).mutation(({ ctx, input }) => archiveForm({ ctx: ctx.service, input })),
});
