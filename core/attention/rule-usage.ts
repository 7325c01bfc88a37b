import type { EpochMs } from "@/core/instant";
import { zoneCalendar } from "@/core/schedule-zone";
import { type Bucket, countedFrom, endIndex, startIndex, whenFree } from "./bucket";
import { fillsCounter, scopeValueOf } from "./match-rule";
import type { CapRule } from "./rule";
import type { LedgerTouch } from "./touch";

/** How full one counter of a rule is for one person. */
export interface RuleUsage {
  readonly ruleId: string;
  /** Topic, team ... the counter belongs to; "" for everything. */
  readonly value: string;
  readonly used: number;
  readonly max: number;
  /** Null when one more may go now. */
  readonly freesAt: EpochMs | null;
  /** What fills it, oldest first; at most the newest five. */
  readonly by: readonly { readonly touchId: string; readonly at: EpochMs }[];
}

const NAMED = 5;

/**
 * Who is near or at a limit: every counter with something in it. Rules over companies count people (`companyUsage`). A rule that is a gap alone is full for
 * as long as its gap lasts: one of one. `zone` is the person's.
 */
export function ruleUsage(
  rules: readonly CapRule[],
  ledger: readonly LedgerTouch[],
  zone: string,
  now: EpochMs,
): RuleUsage[] {
  const calendar = zoneCalendar(zone);
  const sorted = [...ledger].sort((a, b) => a.at - b.at);
  const found: RuleUsage[] = [];
  for (const rule of rules) {
    if (rule.scope.kind === "company") continue;
    const values = new Set(sorted.map((touch) => scopeValueOf(rule.scope, touch)));
    for (const value of values) {
      if (value === null || !inScope(rule, value)) continue;
      const filling = sorted.filter((touch) => fillsCounter(rule, value, touch));
      const bucket: Bucket = { at: filling.map((touch) => touch.at), ref: filling.map((touch) => touch.id) };
      const end = endIndex(bucket, now);
      const counted = end - startIndex(bucket, countedFrom(rule, now, calendar));
      const used = rule.max === null ? Math.min(counted, 1) : counted;
      if (used <= 0) continue;
      const free = whenFree(bucket, rule, now, calendar);
      const freesAt = free > now && Number.isFinite(free) ? (free as EpochMs) : null; // finite: an instant
      const by = filling.slice(Math.max(end - used, end - NAMED), end).map(({ id, at }) => ({ touchId: id, at }));
      found.push({ ruleId: rule.id, value, used, max: rule.max ?? 1, freesAt, by });
    }
  }
  return found;
}

function inScope({ scope }: CapRule, value: string): boolean {
  if (scope.kind === "everything" || scope.kind === "company") return true;
  const fixed = scope.kind === "class" ? scope.class : scope.id;
  return fixed === null || fixed === value;
}
