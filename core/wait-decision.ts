import { addMs, type EpochMs, earlierOf, laterOf } from "@/core/instant";
import type { OutcomeState } from "@/core/wait-outcome";

export type WaitMode = "settle" | "first" | "ranked";

export interface WaitClock {
  readonly enteredAt: EpochMs;
  readonly deadline: EpochMs;
  readonly now: EpochMs;
  readonly settleMs: number;
  readonly graceMs: number;
}

export type WaitDecision =
  | { readonly is: "outcome"; readonly state: OutcomeState; readonly at: EpochMs }
  | { readonly is: "timeout"; readonly at: EpochMs }
  | { readonly is: "settling"; readonly state: OutcomeState; readonly until: EpochMs }
  | { readonly is: "waiting"; readonly until: EpochMs };

/**
 * SEMANTICS §3, from states that hold only signals up to the deadline. The answer depends on what occurred, not on when it
 * was asked: a late look decides as a punctual one would have, save for signals that arrived meanwhile.
 */
export function decideWait(mode: WaitMode, states: readonly OutcomeState[], clock: WaitClock): WaitDecision {
  const closesAt = addMs(clock.deadline, clock.graceMs);
  const achieved = states.flatMap((state) =>
    state.achievedAt === null ? [] : [{ state, at: laterOf(state.achievedAt, clock.enteredAt) }],
  );
  const first = earliest(achieved);
  if (mode === "ranked" || first === null) {
    if (clock.now < closesAt) return { is: "waiting", until: closesAt };
    const best = highest(achieved);
    return best === null ? { is: "timeout", at: closesAt } : { is: "outcome", state: best.state, at: closesAt };
  }
  if (mode === "first") return { is: "outcome", state: first.state, at: first.at };
  // settle: the top-ranked decides at once, else the best of what has happened when the settle time is over
  const settledAt = addMs(first.at, clock.settleMs);
  const top = achieved.find((one) => one.state.rank === 0);
  if (top && top.at <= settledAt) return { is: "outcome", state: top.state, at: top.at };
  if (clock.now < settledAt) return { is: "settling", state: first.state, until: settledAt };
  const best = highest(achieved.filter((one) => one.at <= settledAt));
  return { is: "outcome", state: (best ?? first).state, at: settledAt };
}

interface Achieved {
  readonly state: OutcomeState;
  readonly at: EpochMs;
}

const earliest = (achieved: readonly Achieved[]): Achieved | null =>
  achieved.reduce<Achieved | null>((best, one) => {
    if (best === null || one.at < best.at) return one;
    return one.at === best.at && one.state.rank < best.state.rank ? one : best;
  }, null);

const highest = (achieved: readonly Achieved[]): Achieved | null =>
  achieved.reduce<Achieved | null>(
    (best, one) => (best === null || one.state.rank < best.state.rank ? one : best),
    null,
  );

/** Signals count up to now or the deadline, whichever comes first. */
export const countUntil = (clock: Pick<WaitClock, "deadline" | "now">): EpochMs => earlierOf(clock.deadline, clock.now);
