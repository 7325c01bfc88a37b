import { and, eq } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { mailTemplateVersion } from "@/db/schema/mail-template";
import { need, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { restoreTemplateInput } from "@/server/services/mail-templates/schemas";
import { saveTemplate } from "@/server/services/mail-templates/write";

/** Makes an older wording the newest again, as a version of its own: nothing that was is lost. @throws NotFoundError, ConflictError (saved meanwhile) */
export async function restoreTemplate(args: VerbArgs<typeof restoreTemplateInput>): Promise<{ version: number }> {
  const { ctx } = args;
  need(ctx, "sequences.write");
  const { id, version, restore } = parseInput(restoreTemplateInput, args.input);
  const [old] = await withWorkspace(ctx, (tx) =>
    tx
      .select({
        subject: mailTemplateVersion.subject,
        preview: mailTemplateVersion.preview,
        body: mailTemplateVersion.body,
      })
      .from(mailTemplateVersion)
      .where(
        and(
          eq(mailTemplateVersion.workspaceId, ctx.workspaceId),
          eq(mailTemplateVersion.templateId, id),
          eq(mailTemplateVersion.version, restore),
        ),
      ),
  );
  if (!old) throw new NotFoundError("template version");
  return saveTemplate({ ctx, input: { id, version, ...old } });
}
