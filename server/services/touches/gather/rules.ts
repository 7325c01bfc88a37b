import type { CapRule } from "@/core/attention/rule";
import { DAY_MS } from "@/core/instant";
import { type AnyTx, queryRows } from "@/db/query-rows";

interface Row {
  id: string;
  version: number;
  name: string;
  rule: string;
}

/** The rules in force, in a stable order. */
export async function gatherRules(tx: AnyTx, workspaceId: string): Promise<CapRule[]> {
  const rows = await queryRows<Row>(tx, RULES, [workspaceId]);
  return rows.map((row) => ({
    ...(JSON.parse(row.rule) as Omit<CapRule, "id" | "version" | "name">), // parsed by capRuleSchema when it was saved
    id: row.id,
    version: row.version,
    name: row.name,
  }));
}

const RULES = "select id, version, name, rule::text from cap_rule where workspace_id = $1 and enabled order by id";

/** The longest look back any rule needs: 31 days covers the person's own choices, calendar months and cold topics. */
export function horizonOf(rules: readonly CapRule[]): number {
  const widest = rules.map((rule) =>
    Math.max(rule.minGapMs ?? 0, rule.window?.kind === "rolling" ? rule.window.lengthMs : 0),
  );
  return Math.max(32 * DAY_MS, ...widest.map((length) => length + DAY_MS));
}
