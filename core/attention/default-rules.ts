import { DAY_MS, HOUR_MS } from "@/core/instant";
import { type HoursLayer, toOpenHours } from "@/core/schedule-hours";
import type { CapRule, FrequencyPace } from "./rule";

const base = { version: 1, counts: null, appliesTo: null, atCap: "hold", shelfLifeMs: null } as const;

/** The rules of a new workspace. Ids are given by whoever stores them; these say which is which. */
export const defaultRules: readonly CapRule[] = [
  {
    ...base,
    id: "everything-per-day",
    name: "One message a day",
    scope: { kind: "everything" },
    max: 1,
    window: { kind: "rolling", lengthMs: DAY_MS },
    minGapMs: null,
  },
  {
    ...base,
    id: "everything-per-week",
    name: "Three messages a week",
    scope: { kind: "everything" },
    max: 3,
    window: { kind: "rolling", lengthMs: 7 * DAY_MS },
    minGapMs: null,
  },
  {
    ...base,
    id: "marketing-apart",
    name: "Marketing at least 20 hours apart",
    scope: { kind: "class", class: "marketing" },
    max: null,
    window: null,
    minGapMs: 20 * HOUR_MS,
  },
];

/** Quiet from 20:00 to 8:00 and on Sunday, in the person's zone. */
export const defaultQuietHours: HoursLayer = {
  weekly: toOpenHours({ fromMinute: 20 * 60, toMinute: 8 * 60, quietDays: [6] }),
  dates: [],
};

const paces: Record<FrequencyPace, { max: number; days: number }> = {
  daily: { max: 1, days: 1 },
  weekly: { max: 1, days: 7 },
  twice_a_month: { max: 2, days: 30 },
  monthly: { max: 1, days: 30 },
};

export const OWN_CHOICE_RULE_ID = "own-choice";

/** The person's own choice as a rule over all marketing and sales, counting everything that counts. */
export function ownChoiceRule(pace: FrequencyPace): CapRule {
  const { max, days } = paces[pace];
  return {
    ...base,
    id: OWN_CHOICE_RULE_ID,
    name: "The person's own choice",
    scope: { kind: "everything" },
    max,
    window: { kind: "rolling", lengthMs: days * DAY_MS },
    minGapMs: null,
  };
}
