import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { DomainUse } from "@/core/domain-list";
import type { DomainRecords } from "@/core/domain-records";
import { createdAt, id, instant, json, newestFirst, workspaceId } from "./columns";

/** What the workspace says of a domain: whether mail comes from it, a page is on it, or it imitates one (SEMANTICS §7). */
export const listedDomain = pgTable(
  "listed_domain",
  {
    id: id(),
    workspaceId: workspaceId(),
    /** ASCII, lower case, by core/domain-name */
    domain: text("domain").notNull(),
    use: text("use").$type<DomainUse>().notNull(),
    note: text("note").notNull().default(""),
    /** what the resolver said last, of domains we send mail from */
    records: json<DomainRecords>("records"),
    recordsAt: instant("records_at"),
    createdBy: text("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("listed_domain_once").on(t.workspaceId, t.domain),
    check("listed_domain_use", sql`${t.use} in ('mail','web','linked','phish')`),
  ],
);

/** Telephone numbers that are ours. */
export const listedPhone = pgTable(
  "listed_phone",
  {
    id: id(),
    workspaceId: workspaceId(),
    number: text("number").notNull(),
    /** its digits, by core/phone-number */
    numberKey: text("number_key").notNull(),
    label: text("label").notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("listed_phone_once").on(t.workspaceId, t.numberKey)],
);

/** Somebody showed us a mail that pretends to be ours. */
export const phishReport = pgTable(
  "phish_report",
  {
    id: id(),
    workspaceId: workspaceId(),
    /** where it came from or led to; null: not known */
    domain: text("domain"),
    note: text("note").notNull().default(""),
    reportedBy: text("reported_by"),
    createdAt: createdAt(),
  },
  (t) => [index("phish_report_newest").on(t.workspaceId, newestFirst(t.createdAt))],
);
