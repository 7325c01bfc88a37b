import type { EpochMs } from "@/core/instant";
import { zoneCalendar } from "@/core/schedule-zone";
import { type Bucket, endIndex, startIndex, whenFree, windowStart } from "./bucket";
import type { CapRule } from "./rule";

/** Somebody of the company, and when they were last written to as far as the rule counts it. */
export interface CompanyTouch {
  readonly ruleId: string;
  readonly contactId: string;
  readonly lastAt: EpochMs;
}

/** How full a company rule is for one company. */
export interface CompanyUsage {
  readonly rule: CapRule;
  /** Distinct people written to in the window. */
  readonly used: number;
  /** When one more of its people may be written to; null: now, or never by this rule alone. */
  readonly freesAt: EpochMs | null;
}

/** Every company rule that counts people, with how much of it is used. `zone` is the company's, or the workspace's. */
export function companyUsage(
  rules: readonly CapRule[],
  touches: readonly CompanyTouch[],
  zone: string,
  now: EpochMs,
): CompanyUsage[] {
  const calendar = zoneCalendar(zone);
  return rules.flatMap((rule): CompanyUsage[] => {
    if (rule.scope.kind !== "company" || rule.window === null) return [];
    const filling = touches.filter(({ ruleId }) => ruleId === rule.id).sort((a, b) => a.lastAt - b.lastAt);
    const bucket: Bucket = { at: filling.map(({ lastAt }) => lastAt), ref: filling.map(({ contactId }) => contactId) };
    const used = endIndex(bucket, now) - startIndex(bucket, windowStart(rule.window, now, calendar));
    const free = whenFree(bucket, rule, now, calendar);
    return [{ rule, used, freesAt: free > now && Number.isFinite(free) ? (free as EpochMs) : null }]; // finite: an instant
  });
}
