import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import type { CapRule } from "@/core/attention/rule";
import { createdAt, id, instant, json, updatedAt, workspaceId } from "./columns";

/** The columns carry what the rest of the rule does not. */
export type StoredRule = Omit<CapRule, "id" | "version" | "name">;

/** A rule of the governor. `rule` is core's shape; `version` counts its edits and is named in every explanation. */
export const capRule = pgTable(
  "cap_rule",
  {
    id: id(),
    workspaceId: workspaceId(),
    version: integer("version").notNull().default(1),
    name: text("name").notNull(),
    rule: json<StoredRule>("rule").notNull(),
    enabled: boolean("enabled").notNull().default(true),
    createdBy: text("created_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [unique("cap_rule_in_workspace").on(t.workspaceId, t.id), index("cap_rule_of_workspace").on(t.workspaceId)],
);

/** What a rule said before: explanations point at a version. */
export const capRuleVersion = pgTable(
  "cap_rule_version",
  {
    id: id(),
    workspaceId: workspaceId(),
    ruleId: text("rule_id").notNull(),
    version: integer("version").notNull(),
    rule: json<StoredRule>("rule").notNull(),
    changedBy: text("changed_by"),
    reason: text("reason"),
    createdAt: createdAt(),
  },
  (t) => [unique("cap_rule_version_once").on(t.workspaceId, t.ruleId, t.version)],
);

/** What a member let past a rule, why, and until when. Rows stay when they end: explanations name who allowed it. */
export const capExemption = pgTable(
  "cap_exemption",
  {
    id: id(),
    workspaceId: workspaceId(),
    ruleId: text("rule_id").notNull(),
    /** sequence · broadcast · api */
    by: text("by").notNull(),
    /** id of the sequence or broadcast; the class of what comes by the API */
    ref: text("ref").notNull(),
    reason: text("reason").notNull(),
    memberId: text("member_id").notNull(),
    createdAt: createdAt(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    // what is in force, read at every decision
    uniqueIndex("cap_exemption_once").on(t.workspaceId, t.ruleId, t.by, t.ref).where(sql`${t.endedAt} is null`),
    check("cap_exemption_by", sql`${t.by} in ('sequence','broadcast','api')`),
  ],
);
