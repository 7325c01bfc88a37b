import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMs, DAY_MS, type EpochMs, MINUTE_MS } from "@/core/instant";
import { decidePerson } from "./decide-person";
import type { Decision } from "./decision";
import { type Problem, problemArbitrary, QUARTER_MS } from "./testing/arbitraries";
import { claimed } from "./testing/ledger";
import { type Ruling, referee } from "./testing/referee";
import type { WaitingTouch } from "./touch";

const HORIZON_MS = 9 * DAY_MS;

const decide = ({ facts, ledger, waiting, rules, now }: Problem) => decidePerson(facts, ledger, waiting, rules, now);

/** The governor's answer in the referee's words. */
function ruled(decision: Decision, problem: Problem): Ruling {
  if (decision.verdict === "send") return { kind: "goes", at: problem.now };
  if (decision.verdict === "skip") return { kind: "skipped", at: problem.now, why: decision.because.kind };
  const { next } = decision.explanation;
  if (decision.until === null || decision.until > problem.now + HORIZON_MS) return { kind: "none" };
  // skipped later than its own deadline: the reason is not kept
  if (next.kind === "skipped_unless_free" && next.forecast === null)
    return { kind: "skipped", at: decision.until, why: "" };
  if (next.kind === "skipped_then") return { kind: "skipped", at: decision.until, why: next.because.kind };
  return { kind: "goes", at: decision.until };
}

function compare(problem: Problem, tickMs: number): void {
  const rulings = referee(problem.facts, problem.ledger, problem.waiting, problem.rules, problem.now, {
    tickMs,
    horizonMs: HORIZON_MS,
  });
  for (const decision of decide(problem)) {
    const [mine, theirs] = [ruled(decision, problem), rulings.get(decision.touchId)];
    if (mine.kind === "skipped" && mine.why === "expired") {
      // at the end of its life and not free now; the referee goes on looking
      expect(theirs?.kind === "goes" && theirs.at === problem.now).toBe(false);
      continue;
    }
    const late = mine.kind === "skipped" && mine.why === "";
    expect([decision.touchId, mine]).toEqual([decision.touchId, late ? { ...theirs, why: "" } : theirs]);
  }
}

describe("the referee, who shares no code with the governor, says the same", () => {
  test("on a grid of a quarter of an hour, around changes of clocks in six zones", { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(problemArbitrary(QUARTER_MS), (problem) => compare(problem, QUARTER_MS)),
      { numRuns: 300 },
    );
  });

  test("minute by minute", { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(problemArbitrary(MINUTE_MS), (problem) => compare(problem, MINUTE_MS)),
      { numRuns: 12 },
    );
  });
});

test("the order of the rows decides nothing", { timeout: 30_000 }, () => {
  const shuffled = problemArbitrary(QUARTER_MS).chain((problem) =>
    fc.record({
      problem: fc.constant(problem),
      ledger: fc.shuffledSubarray(problem.ledger, { minLength: problem.ledger.length }),
      waiting: fc.shuffledSubarray(problem.waiting, { minLength: problem.waiting.length }),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ problem, ledger, waiting }) => {
      expect(decide({ ...problem, ledger, waiting })).toEqual(decide(problem));
    }),
    { numRuns: 100 },
  );
});

test("one answer for each that is due, none for another; the input is left alone; asked again, the same", {
  timeout: 30_000,
}, () => {
  fc.assert(
    fc.property(problemArbitrary(QUARTER_MS), (problem) => {
      const before = structuredClone(problem);
      const decisions = decide(problem);
      expect(decide(problem)).toEqual(decisions);
      expect(problem).toEqual(before);
      const due = problem.waiting
        .filter((touch) => touch.dueAt <= problem.now && touch.follows === null)
        .map((touch) => touch.id);
      expect(decisions.map((decision) => decision.touchId).sort()).toEqual(due.sort());
    }),
    { numRuns: 100 },
  );
});

const untilOf = (decision: Decision | undefined) => (decision?.verdict === "hold" ? decision.until : null);

/** It does not leave in the forecast: skipped now or later, open, or not free before its deadline. */
const takesNoSlot = (decision: Decision): boolean =>
  decision.verdict === "skip" ||
  (decision.verdict === "hold" && (decision.until === null || decision.explanation.next.kind !== "goes"));

/** What followed one that has left: its passage has gone on and says when it is due. */
function dueOnceLeft(touch: WaitingTouch, left: ReadonlySet<string>, now: EpochMs): WaitingTouch {
  if (touch.follows === null || !left.has(touch.follows.touchId)) return touch;
  const late = Math.max(0, now + touch.follows.delayMs - touch.dueAt);
  return { ...touch, dueAt: addMs(touch.dueAt, late), deadlineAt: addMs(touch.deadlineAt, late), follows: null };
}

test("a crash after some of the claims changes nothing for the others", { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(problemArbitrary(QUARTER_MS), fc.integer({ min: 1, max: 5 }), (problem, survived) => {
      const decisions = decide(problem);
      const sent = decisions.filter((decision) => decision.verdict === "send").map((decision) => decision.touchId);
      const done = new Set(sent.slice(0, survived));
      const crashed: Problem = {
        ...problem,
        ledger: [
          ...problem.ledger,
          ...problem.waiting.filter((touch) => done.has(touch.id)).map((touch) => claimed(touch, problem.now)),
        ],
        waiting: problem.waiting
          .filter((touch) => !done.has(touch.id))
          .map((touch) => dueOnceLeft(touch, done, problem.now)),
      };
      // What follows one that has left stands by itself from then on, in a place of its own in the order: the referee says where.
      const isFreed = problem.waiting.some(({ follows }) => follows !== null && done.has(follows.touchId));
      if (isFreed) return compare(crashed, QUARTER_MS);
      const again = decide(crashed);
      const left = decisions.filter((decision) => !done.has(decision.touchId));
      expect(again.map(({ touchId }) => touchId)).toEqual(left.map(({ touchId }) => touchId));
      for (const [index, before] of left.entries()) {
        const after = again[index];
        // What takes no slot stands in nobody's way: what left meanwhile may change why it stays, and only that.
        if (takesNoSlot(before)) expect(after?.verdict).not.toBe("send");
        else expect([after?.verdict, untilOf(after)]).toEqual([before.verdict, untilOf(before)]);
      }
    }),
    { numRuns: 100 },
  );
});

test("what is stored and shown is plain JSON", { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(problemArbitrary(QUARTER_MS), (problem) => {
      for (const decision of decide(problem)) expect(JSON.parse(JSON.stringify(decision))).toEqual(decision);
    }),
    { numRuns: 100 },
  );
});
