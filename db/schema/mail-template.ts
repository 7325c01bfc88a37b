import { sql } from "drizzle-orm";
import { integer, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant, inWorkspace, updatedAt, workspaceId } from "./columns";

/** A mail to start from. Steps copy a version of it, so what is published never changes with it. */
export const mailTemplate = pgTable(
  "mail_template",
  {
    id: id(),
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    version: integer("version").notNull(),
    archivedAt: instant("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("mail_template_in_workspace").on(t.workspaceId, t.id),
    uniqueIndex("mail_template_name_once").on(t.workspaceId, t.name).where(sql`${t.archivedAt} is null`),
  ],
);

/** One wording of a template; never changed once written. */
export const mailTemplateVersion = pgTable(
  "mail_template_version",
  {
    id: id(),
    workspaceId: workspaceId(),
    templateId: text("template_id").notNull(),
    version: integer("version").notNull(),
    subject: text("subject").notNull(),
    preview: text("preview").notNull(),
    body: text("body").notNull(),
    createdBy: text("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("mail_template_version_once").on(t.workspaceId, t.templateId, t.version),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.templateId },
      { workspaceId: mailTemplate.workspaceId, id: mailTemplate.id },
    ).onDelete("cascade"),
  ],
);
