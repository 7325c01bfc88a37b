import { and, eq, isNull } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { mailTemplate, mailTemplateVersion } from "@/db/schema/mail-template";
import { realNow } from "@/server/clock";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { ConflictError, NotFoundError, parseInput } from "@/server/services/errors";
import { refuseDuplicates } from "@/server/services/unique";
import { createTemplateInput, saveTemplateInput, templateIdInput } from "./schemas";

const nameTaken = {
  mail_template_name_once: () =>
    new ConflictError("There is a template of this name", [
      { path: "name", message: "There is a template of this name" },
    ]),
};

/** @throws ConflictError at `name`, InvalidError */
export async function createTemplate(
  args: VerbArgs<typeof createTemplateInput>,
): Promise<{ id: string; version: number }> {
  const { ctx } = args;
  need(ctx, "sequences.write");
  const { name, ...wording } = parseInput(createTemplateInput, args.input);
  const id = newId("mailTemplate");
  await refuseDuplicates(nameTaken, () =>
    withWorkspace(ctx, async (tx) => {
      await tx.insert(mailTemplate).values({ id, workspaceId: ctx.workspaceId, name, version: 1 });
      await tx.insert(mailTemplateVersion).values(versionRow(ctx, id, 1, wording));
      await writeAudit(tx, ctx, { action: "mail-template.created", subjectRef: id });
    }),
  );
  return { id, version: 1 };
}

/** Adds a wording. Steps that copied an earlier one keep it. @throws NotFoundError, ConflictError (saved by somebody meanwhile; name taken) */
export async function saveTemplate(args: VerbArgs<typeof saveTemplateInput>): Promise<{ version: number }> {
  const { ctx } = args;
  need(ctx, "sequences.write");
  const { id, version, name, ...wording } = parseInput(saveTemplateInput, args.input);
  await refuseDuplicates(nameTaken, () =>
    withWorkspace(ctx, async (tx) => {
      const mine = and(eq(mailTemplate.workspaceId, ctx.workspaceId), eq(mailTemplate.id, id));
      const [saved] = await tx
        .update(mailTemplate)
        .set({ version: version + 1, updatedAt: realNow(), ...(name === undefined ? {} : { name }) })
        .where(and(mine, eq(mailTemplate.version, version), isNull(mailTemplate.archivedAt)))
        .returning({ id: mailTemplate.id });
      if (!saved) {
        const [there] = await tx.select({ version: mailTemplate.version }).from(mailTemplate).where(mine);
        if (!there) throw new NotFoundError("template");
        throw new ConflictError(`Version ${there.version} of this template was saved meanwhile. Look at it first`);
      }
      await tx.insert(mailTemplateVersion).values(versionRow(ctx, id, version + 1, wording));
      await writeAudit(tx, ctx, { action: "mail-template.saved", subjectRef: id });
    }),
  );
  return { version: version + 1 };
}

/** Takes a template out of the lists; steps made from it keep their text. @throws NotFoundError */
export async function archiveTemplate(args: VerbArgs<typeof templateIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "sequences.write");
  const { id } = parseInput(templateIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const [gone] = await tx
      .update(mailTemplate)
      .set({ archivedAt: realNow() })
      .where(and(eq(mailTemplate.workspaceId, ctx.workspaceId), eq(mailTemplate.id, id)))
      .returning({ id: mailTemplate.id });
    if (!gone) throw new NotFoundError("template");
    await writeAudit(tx, ctx, { action: "mail-template.archived", subjectRef: id });
  });
  return { ok: true };
}

const versionRow = (
  ctx: ServiceContext,
  templateId: string,
  version: number,
  wording: { subject: string; preview: string; body: string },
) => ({
  id: newId("mailTemplateVersion"),
  workspaceId: ctx.workspaceId,
  templateId,
  version,
  ...wording,
  createdBy: memberIdOf(ctx),
});
