import { addMs, type EpochMs, earlierOf, laterOf } from "@/core/instant";
import type { Decision } from "./decision";
import { GATHER_MS } from "./order";
import type { WaitingTouch } from "./touch";

/**
 * When this person is looked at next: the earliest of what the held touches ask for and of when the planned ones fall due
 * (plus the gathering). Null = nothing waits. Never in the past: `now` at the earliest.
 */
export function nextLookAt(
  decisions: readonly Decision[],
  waiting: readonly WaitingTouch[],
  now: EpochMs,
): EpochMs | null {
  let next: EpochMs | null = null;
  const ask = (at: EpochMs) => {
    next = next === null ? at : earlierOf(next, at);
  };
  for (const decision of decisions) if (decision.verdict === "hold") ask(laterOf(decision.lookAt, now));
  for (const touch of waiting) if (touch.dueAt > now) ask(gatherUntil(touch));
  return next;
}

/** When a touch that has just fallen due is decided: those that obey caps gather, others go at once. */
export const gatherUntil = (touch: Pick<WaitingTouch, "obeys" | "dueAt" | "override">): EpochMs =>
  touch.obeys && touch.override === null ? addMs(touch.dueAt, GATHER_MS) : touch.dueAt;
