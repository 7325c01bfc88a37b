import { DAY_MS, type EpochMs } from "@/core/instant";
import type { LedgerTouch, RepeatPolicy, TouchTraits, WaitingTouch } from "./touch";

/** A template family or a body is not sent to the same person again within this time. */
export const NEVER_REPEAT_MS = 180 * DAY_MS;

export type RepeatKind = "family" | "body" | "key";

/** An earlier touch with the same content. */
export interface Repeat {
  readonly touchId: string;
  readonly at: EpochMs;
  readonly of: RepeatKind;
}

/** Whether two touches say the same under the policy of the one that asks. */
export function sameContent(asking: WaitingTouch, other: TouchTraits): RepeatKind | null {
  if (asking.repeat.kind === "always") return null;
  const family = asking.familyId !== null && asking.familyId === other.familyId;
  if (asking.repeat.kind === "once_per_key") {
    return family && asking.correlationKey !== null && asking.correlationKey === other.correlationKey ? "key" : null;
  }
  if (family) return "family";
  return asking.bodyHash !== null && asking.bodyHash === other.bodyHash ? "body" : null;
}

/** How long after the same content the policy forbids it; 0 = not at all. */
export function repeatSpanMs(policy: RepeatPolicy): number {
  if (policy.kind === "always") return 0;
  return policy.kind === "after" ? policy.days * DAY_MS : NEVER_REPEAT_MS;
}

/**
 * The latest touch in `ledger` (newest first) that this one would repeat at `at`; null when it repeats none. Also for the
 * second look after rendering, when the body is known. Touches without family and body repeat nothing.
 */
export function findRepeat(touch: WaitingTouch, ledger: readonly LedgerTouch[], at: EpochMs): Repeat | null {
  const span = repeatSpanMs(touch.repeat);
  if (span === 0 || (touch.familyId === null && touch.bodyHash === null)) return null;
  for (const other of ledger) {
    if (other.at <= at - span) break;
    const of = other.at > at ? null : sameContent(touch, other);
    if (of !== null) return { touchId: other.id, at: other.at, of };
  }
  return null;
}
