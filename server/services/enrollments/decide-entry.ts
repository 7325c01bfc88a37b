import type { EntranceKind } from "@/core/enrollment";
import { DAY_MS, type EpochMs } from "@/core/instant";
import type { Reentry } from "@/core/nodes/trigger";

/** Earlier passages of a person through one sequence. */
export interface EntryHistory {
  readonly count: number;
  readonly active: boolean;
  readonly lastEnteredAt: EpochMs | null;
  readonly lastEndedAt: EpochMs | null;
  readonly signalIds: readonly string[];
  /** Under which keys they entered where it is once per cart, order …: by whichever of their addresses. */
  readonly entryKeys: readonly string[];
}

export const noHistory: EntryHistory = {
  count: 0,
  active: false,
  lastEnteredAt: null,
  lastEndedAt: null,
  signalIds: [],
  entryKeys: [],
};

export type NoEntry =
  /** This very signal has let the person in before. */
  | "same-signal"
  | "entered-before"
  | "still-inside"
  | "cooling-down"
  /** Once per cart, order …: the event does not say which. */
  | "no-key"
  | "condition"
  | "not-live"
  | "no-contact"
  /** Said no to sales; a member needs a reason (SEMANTICS §4). */
  | "sales-barred";

export type EntryDecision =
  | { readonly enters: true; readonly entryKey: string }
  | { readonly enters: false; readonly reason: NoEntry };

/** How the key of a passage begins that is entered once per cart, order … */
export const KEYED = "key:";

/**
 * Whether the re-entry rule lets a person in, and under which key. Who asks holds the person's lock, so that of two at the
 * same moment the second sees the first. The key is unique per sequence and contact in the database besides.
 */
export function decideEntry(
  rule: Reentry,
  request: { by: EntranceKind; signalId: string | null; correlationKey: string | null },
  history: EntryHistory,
  now: EpochMs,
): EntryDecision {
  if (request.signalId !== null && history.signalIds.includes(request.signalId)) return refuse("same-signal");
  if (rule.mode === "once-per-key") {
    if (request.correlationKey === null) return refuse("no-key");
    const entryKey = `${KEYED}${request.correlationKey}`;
    return history.entryKeys.includes(entryKey) ? refuse("entered-before") : { enters: true, entryKey };
  }
  if (rule.mode === "never") return history.count > 0 ? refuse("entered-before") : { enters: true, entryKey: "once" };
  if (history.active) return refuse("still-inside");
  const from = rule.mode === "after-exit" ? history.lastEndedAt : history.lastEnteredAt;
  if (from !== null && now < from + rule.days * DAY_MS) return refuse("cooling-down");
  return { enters: true, entryKey: `#${history.count + 1}` };
}

const refuse = (reason: NoEntry): EntryDecision => ({ enters: false, reason });
