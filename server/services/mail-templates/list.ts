import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { user } from "@/db/schema/auth";
import { mailTemplate, mailTemplateVersion } from "@/db/schema/mail-template";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { templateIdInput } from "./schemas";

/** Templates that are not archived with their newest wording, by name. */
export async function listTemplates({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  return withWorkspace(ctx, (tx) =>
    tx
      .select({
        id: mailTemplate.id,
        name: mailTemplate.name,
        version: mailTemplate.version,
        subject: mailTemplateVersion.subject,
        preview: mailTemplateVersion.preview,
        body: mailTemplateVersion.body,
        updatedAt: mailTemplate.updatedAt,
      })
      .from(mailTemplate)
      .innerJoin(
        mailTemplateVersion,
        and(
          eq(mailTemplateVersion.workspaceId, mailTemplate.workspaceId),
          eq(mailTemplateVersion.templateId, mailTemplate.id),
          eq(mailTemplateVersion.version, mailTemplate.version),
        ),
      )
      .where(and(eq(mailTemplate.workspaceId, ctx.workspaceId), isNull(mailTemplate.archivedAt)))
      .orderBy(asc(mailTemplate.name)),
  );
}

/** Every wording a template had, newest first. @throws NotFoundError */
export async function listTemplateVersions(args: VerbArgs<typeof templateIdInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { id } = parseInput(templateIdInput, args.input);
  const versions = await withWorkspace(ctx, (tx) =>
    tx
      .select({
        version: mailTemplateVersion.version,
        subject: mailTemplateVersion.subject,
        preview: mailTemplateVersion.preview,
        body: mailTemplateVersion.body,
        createdBy: user.name,
        createdAt: mailTemplateVersion.createdAt,
      })
      .from(mailTemplateVersion)
      .leftJoin(user, eq(user.id, mailTemplateVersion.createdBy))
      .where(and(eq(mailTemplateVersion.workspaceId, ctx.workspaceId), eq(mailTemplateVersion.templateId, id)))
      .orderBy(desc(mailTemplateVersion.version)),
  );
  if (versions.length === 0) throw new NotFoundError("template");
  return versions;
}
