import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { listTemplates, listTemplateVersions } from "@/server/services/mail-templates/list";
import { listTemplatePins } from "@/server/services/mail-templates/pins";
import { restoreTemplate } from "@/server/services/mail-templates/restore";
import {
  createTemplateInput,
  restoreTemplateInput,
  saveTemplateInput,
  templateIdInput,
} from "@/server/services/mail-templates/schemas";
import { archiveTemplate, createTemplate, saveTemplate } from "@/server/services/mail-templates/write";
import { previewWording } from "@/server/services/mails/preview";
import { sendTest } from "@/server/services/mails/send-test";
import { wordingInput } from "@/server/services/mails/wording";

const write = right("sequences.write");

export const mailTemplatesRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listTemplates({ ctx: ctx.service })),
  versions: workspaceProcedure
    .input(templateIdInput)
    .query(({ ctx, input }) => listTemplateVersions({ ctx: ctx.service, input })),
  pins: workspaceProcedure
    .input(templateIdInput)
    .query(({ ctx, input }) => listTemplatePins({ ctx: ctx.service, input })),
  restore: write.input(restoreTemplateInput).mutation(({ ctx, input }) => restoreTemplate({ ctx: ctx.service, input })),
  create: write.input(createTemplateInput).mutation(({ ctx, input }) => createTemplate({ ctx: ctx.service, input })),
  save: write.input(saveTemplateInput).mutation(({ ctx, input }) => saveTemplate({ ctx: ctx.service, input })),
  archive: write.input(templateIdInput).mutation(({ ctx, input }) => archiveTemplate({ ctx: ctx.service, input })),
  /** The wording as one person would get it. */
  preview: workspaceProcedure
    .input(wordingInput)
    .query(({ ctx, input }) => previewWording({ ctx: ctx.service, input })),
  /** Sends the wording to the member who asks, as one person would get it. */
  sendTest: write.input(wordingInput).mutation(({ ctx, input }) => sendTest({ ctx: ctx.service, input })),
});
