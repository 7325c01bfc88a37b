import { type Exemption, exemptSubjectSchema } from "@/core/attention/exemption";
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

/** What members let past rules, of what is in force. */
export async function gatherExemptions(tx: AnyTx, workspaceId: string): Promise<Exemption[]> {
  const rows = await queryRows<{ ruleId: string; by: string; ref: string; memberId: string; reason: string }>(
    tx,
    EXEMPTIONS,
    [workspaceId],
  );
  return rows.map(({ by, ref, ...row }) => ({ ...row, of: toSubject(by, ref) }));
}

/** How a subject is stored: two columns, so that an index holds it once. */
export const toSubject = (by: string, ref: string) =>
  exemptSubjectSchema.parse(by === "api" ? { by, class: ref } : { by, id: ref });

const EXEMPTIONS = `
select rule_id as "ruleId", by, ref, member_id as "memberId", reason from cap_exemption
where workspace_id = $1 and ended_at is null order by id`;

const RULES = "select id, version, name, rule::text from cap_rule where workspace_id = $1 and enabled order by id";

/** The longest look back any rule needs: 31 days covers the person's own choices, calendar months and cold topics. */
export function horizonOf(rules: readonly CapRule[]): number {
  const widest = rules.map((rule) =>
    Math.max(rule.minGapMs ?? 0, rule.window?.kind === "rolling" ? rule.window.lengthMs : 0),
  );
  return Math.max(32 * DAY_MS, ...widest.map((length) => length + DAY_MS));
}
