import { sql } from "drizzle-orm";
import { index, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant, workspaceId } from "./columns";

/** The contact's employer, by domain or id. Free-mail domains never make one. */
export const company = pgTable(
  "company",
  {
    id: id(),
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    domain: text("domain"),
    timeZone: text("time_zone"),
    leaveAloneUntil: instant("leave_alone_until"),
    leaveAloneReason: text("leave_alone_reason"),
    leaveAloneBy: text("leave_alone_by"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("company_in_workspace").on(t.workspaceId, t.id),
    uniqueIndex("company_domain_once").on(t.workspaceId, t.domain).where(sql`${t.domain} is not null`),
    index("company_by_name").on(t.workspaceId, t.name),
    // search by part of name or domain
    index("company_search").using("gin", sql`(lower(${t.name}) || ' ' || coalesce(${t.domain},'')) gin_trgm_ops`),
  ],
);
