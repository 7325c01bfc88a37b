import { boolean, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import type { CapRule } from "@/core/attention/rule";
import { createdAt, id, json, updatedAt, workspaceId } from "./columns";

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
