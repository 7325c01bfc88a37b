import { z } from "zod";
import type { EpochMs } from "@/core/instant";

export const touchClassSchema = z.enum(["marketing", "sales", "transactional"]);
/** What kind of message: decides whether it obeys and counts (SEMANTICS §1). */
export type TouchClass = z.infer<typeof touchClassSchema>;

export const touchSourceSchema = z.enum(["sequence", "broadcast", "transactional", "api", "hand", "logged"]);
/** What made the touch. `hand` and `logged` are observed, never decided. */
export type TouchSource = z.infer<typeof touchSourceSchema>;

export const touchChannelSchema = z.enum(["email", "call", "sms", "letter", "social"]);
export type TouchChannel = z.infer<typeof touchChannelSchema>;

const sharedScope = <K extends string>(kind: K) =>
  z.object({ kind: z.literal(kind), id: z.string().min(1).nullable() });

/**
 * Whose touches share one counter. `id: null` (or `class: null`) = each topic, team ... has a counter of its own, and a
 * touch without one is not concerned. `company` counts distinct people of the company, the others touches of the person.
 */
export const ruleScopeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("everything") }),
  z.object({ kind: z.literal("class"), class: touchClassSchema.nullable() }),
  sharedScope("topic"),
  sharedScope("team"),
  sharedScope("sender"),
  sharedScope("sequence"),
  z.object({ kind: z.literal("company") }),
]);
export type RuleScope = z.infer<typeof ruleScopeSchema>;

/** A length in milliseconds; the message is for whoever types it in hours or days. */
const spanMs = z.int({ error: "Give a number" }).positive({ error: "Give a number above 0" });

/**
 * `rolling`: exact elapsed time `(now - lengthMs, now]`. `calendar`: from local midnight, Monday or the 1st, in the
 * person's zone, up to now.
 */
export const ruleWindowSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("rolling"), lengthMs: spanMs }),
  z.object({ kind: z.literal("calendar"), period: z.enum(["day", "week", "month"]) }),
]);
export type RuleWindow = z.infer<typeof ruleWindowSchema>;

/** A touch matches when every list given contains its value; a missing list matches all. */
export const touchFilterSchema = z.object({
  classes: z.array(touchClassSchema).optional(),
  channels: z.array(touchChannelSchema).optional(),
  sources: z.array(touchSourceSchema).optional(),
  topicIds: z.array(z.string()).optional(),
  teamIds: z.array(z.string()).optional(),
});
export type TouchFilter = z.infer<typeof touchFilterSchema>;

const capRuleShape = z.object({
  id: z.string().min(1),
  version: z.int().positive(),
  name: z.string().min(1, { error: "Give the rule a name" }).max(120),
  scope: ruleScopeSchema,
  /** How many in the window; null = only `minGapMs` counts. 0 = none at all. */
  max: z
    .int({ error: "Give a whole number" })
    .min(0, { error: "Give 0 or more" })
    .max(100, { error: "Give at most 100" })
    .nullable(),
  window: ruleWindowSchema.nullable(),
  /** At least this long after the last counted touch. */
  minGapMs: spanMs.nullable(),
  /** Which touches inside the scope fill it; null = all that count. */
  counts: touchFilterSchema.nullable(),
  /** Which waiting touches obey it; null = those inside the scope. */
  appliesTo: touchFilterSchema.nullable(),
  atCap: z.enum(["hold", "skip"]),
  /** A touch this rule holds is skipped that long after it was due, if the touch itself does not end earlier. */
  shelfLifeMs: spanMs.nullable(),
});

/** A cap rule as stored, edited and decided by: `{scope, max, window, minGap, counts, appliesTo, atCap, shelfLife}`. */
export const capRuleSchema = capRuleShape
  .refine((rule) => (rule.max === null) === (rule.window === null), {
    error: "A number needs a window, and a window a number",
    path: ["window"],
  })
  .refine((rule) => rule.max !== null || rule.minGapMs !== null, {
    error: "Give a number in a window, a gap, or both",
    path: ["max"],
  });
export type CapRule = z.infer<typeof capRuleSchema>;

export const frequencyPaceSchema = z.enum(["daily", "weekly", "twice_a_month", "monthly"]);
/** daily = 1 in 24 h, weekly = 1 in 7 d, twice a month = 2 in 30 d, monthly = 1 in 30 d. */
export type FrequencyPace = z.infer<typeof frequencyPaceSchema>;

/** What a person chose on the preference page. It is one more rule and beats every other. */
export interface FrequencyChoice {
  pace: FrequencyPace | null;
  pausedUntil: EpochMs | null;
}
