import type { EpochMs } from "@/core/instant";
import { zoneCalendar } from "@/core/schedule-zone";
import { type Bucket, countedFrom, endIndex, startIndex, whenFree } from "./bucket";
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
  readonly max: number;
  /** When one more of its people may be written to; null: now, or never by this rule alone. */
  readonly freesAt: EpochMs | null;
  /** Who fills it, oldest first; at most the newest five. */
  readonly by: readonly { readonly contactId: string; readonly at: EpochMs }[];
}

const NAMED = 5;

/**
 * Every company rule with how much of it is used. A rule that is a gap alone is full for as long as its gap lasts: one of one.
 * `zone` is the company's, or the workspace's.
 */
export function companyUsage(
  rules: readonly CapRule[],
  touches: readonly CompanyTouch[],
  zone: string,
  now: EpochMs,
): CompanyUsage[] {
  const calendar = zoneCalendar(zone);
  return rules.flatMap((rule): CompanyUsage[] => {
    if (rule.scope.kind !== "company") return [];
    const filling = touches.filter(({ ruleId }) => ruleId === rule.id).sort((a, b) => a.lastAt - b.lastAt);
    const bucket: Bucket = { at: filling.map(({ lastAt }) => lastAt), ref: filling.map(({ contactId }) => contactId) };
    const end = endIndex(bucket, now);
    const counted = end - startIndex(bucket, countedFrom(rule, now, calendar));
    const used = rule.max === null ? Math.min(counted, 1) : counted;
    const free = whenFree(bucket, rule, now, calendar);
    const freesAt = free > now && Number.isFinite(free) ? (free as EpochMs) : null; // finite: an instant
    const by = filling.slice(Math.max(end - used, end - NAMED), end);
    return [
      { rule, used, max: rule.max ?? 1, freesAt, by: by.map(({ contactId, lastAt }) => ({ contactId, at: lastAt })) },
    ];
  });
}
