import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMs, DAY_MS, type EpochMs } from "@/core/instant";
import type { PersonFacts } from "./facts";
import type { CapRule } from "./rule";
import { ledgerArbitrary, QUARTER_MS, ruleArbitrary, sceneArbitrary, waitingArbitrary } from "./testing/arbitraries";
import { type Played, play, type Script, type Stored } from "./testing/play";
import { isOpenAt, violations } from "./testing/referee";
import type { LedgerTouch, WaitingTouch } from "./touch";

const LENGTH_MS = 10 * DAY_MS;
const TICKS = LENGTH_MS / QUARTER_MS;

const rulesArbitrary = (prefix: string) =>
  fc
    .array(fc.nat(), { minLength: 1, maxLength: 3 })
    .chain((slots) => fc.tuple(...slots.map((_, n) => ruleArbitrary(`${prefix}${n}`, QUARTER_MS))));

const tick = fc.integer({ min: 0, max: TICKS });

/** Touches that arrive over ten days, some known a day ahead. */
function arrivalsArbitrary(start: EpochMs): fc.Arbitrary<{ from: EpochMs; touch: WaitingTouch }[]> {
  return waitingArbitrary(start, QUARTER_MS, 8).chain((touches) =>
    fc.array(fc.tuple(tick, fc.boolean()), { minLength: touches.length, maxLength: touches.length }).map((times) =>
      touches.map((touch, n) => {
        const [late = 0, planned = false] = times[n] ?? [];
        const dueAt = addMs(start, late * QUARTER_MS);
        const life = touch.deadlineAt - touch.dueAt;
        const moved = { ...touch, dueAt, deadlineAt: addMs(dueAt, life), override: null };
        return { from: planned ? addMs(dueAt, -DAY_MS) : dueAt, touch: moved };
      }),
    ),
  );
}

/** Hand-written mail found up to two days after it was written. */
function observedArbitrary(start: EpochMs): fc.Arbitrary<{ found: EpochMs; touch: LedgerTouch }[]> {
  return fc.array(fc.tuple(tick, fc.integer({ min: 0, max: 192 })), { maxLength: 4 }).chain((times) =>
    ledgerArbitrary(start, QUARTER_MS, 0).map(() =>
      times.map(([at, later], n) => ({
        found: addMs(start, (at + later) * QUARTER_MS),
        touch: hand(`tch_o${n}`, addMs(start, at * QUARTER_MS)),
      })),
    ),
  );
}

const hand = (id: string, at: EpochMs): LedgerTouch => ({
  id,
  at,
  state: "observed",
  source: "hand",
  channel: "email",
  class: "sales",
  topicId: null,
  teamId: "team_a",
  senderId: "snd_brand",
  sequenceId: null,
  familyId: null,
  bodyHash: null,
  correlationKey: null,
  obeys: false,
  counts: true,
  reactedAt: null,
  interestAt: null,
});

const scriptArbitrary: fc.Arbitrary<Script> = sceneArbitrary(QUARTER_MS).chain(({ facts, now }) =>
  fc
    .record({
      arrivals: arrivalsArbitrary(now),
      observed: observedArbitrary(now),
      ledger: ledgerArbitrary(now, QUARTER_MS, 5),
      rules: fc.array(fc.tuple(tick, rulesArbitrary("rule_")), { minLength: 1, maxLength: 4 }),
    })
    .map(({ arrivals, observed, ledger, rules }) => ({
      facts,
      start: now,
      end: addMs(now, LENGTH_MS + 8 * DAY_MS),
      arrivals,
      observed,
      ledger,
      // tightened, loosened, replaced, deleted: the first set holds from the start
      rules: rules
        .map(([at, set], n) => ({ from: addMs(now, n === 0 ? 0 : at * QUARTER_MS), rules: set.slice(n % 2) }))
        .sort((a, b) => a.from - b.from),
    })),
);

function expectLawful(facts: PersonFacts, { stored, skipped, left }: Played, script: Script): void {
  expect(violations(facts, stored)).toEqual([]);
  const sent = stored.filter((row) => row.touch.state === "claimed");
  const byId = new Map(script.arrivals.map(({ touch }) => [touch.id, touch]));
  for (const row of sent) {
    const touch = byId.get(row.touch.id);
    expect(touch).toBeDefined();
    if (touch !== undefined) expect(isOpenAt({ facts }, touch, row.at)).toBe(true);
  }
  // each exactly once: sent, skipped, or still waiting
  const all = [...sent.map((row) => row.touch.id), ...skipped, ...left.map((touch) => touch.id)];
  expect(all.sort()).toEqual(script.arrivals.map(({ touch }) => touch.id).sort());
}

test("no history breaks a rule: arrivals, late finds, rules tightened, loosened and deleted mid-way", {
  timeout: 30_000,
}, () => {
  fc.assert(
    fc.property(scriptArbitrary, (script) => expectLawful(script.facts, play(script), script)),
    { numRuns: 80 },
  );
});

test("people merged mid-way: nothing after the merge breaks a rule of the joint ledger", { timeout: 30_000 }, () => {
  const two = scriptArbitrary.chain((one) =>
    fc.record({
      one: fc.constant(one),
      arrivals: arrivalsArbitrary(one.start),
      observed: observedArbitrary(one.start),
      mergeAt: tick.map((at) => addMs(one.start, at * QUARTER_MS)),
    }),
  );
  fc.assert(
    fc.property(two, ({ one, arrivals, observed, mergeAt }) => {
      const renamed = <T extends { touch: { id: string } }>(rows: readonly T[]): T[] =>
        rows.map((row) => ({ ...row, touch: { ...row.touch, id: `${row.touch.id}_b` } }));
      const other: Script = { ...one, arrivals: renamed(arrivals), observed: renamed(observed), ledger: [] };
      const before = [one, other].map((script) => play({ ...script, end: addMs(mergeAt, -1) }));
      const ledger = before.flatMap((played) => played.stored.map((row) => row.touch));
      const known = new Set(ledger.map((touch) => touch.id));
      const done = new Set([...known, ...before.flatMap((played) => played.skipped)]);
      const joint: Script = {
        ...one,
        start: mergeAt,
        ledger,
        arrivals: [...one.arrivals, ...other.arrivals].filter(({ touch }) => !done.has(touch.id)),
        observed: [...one.observed, ...other.observed].filter(({ touch }) => !known.has(touch.id)),
      };
      const after = play(joint);
      // what both did apart was lawful apart; it fills the counters but is not judged again
      const stored: Stored[] = after.stored.map((row) =>
        known.has(row.touch.id) ? { ...row, touch: { ...row.touch, obeys: false } } : row,
      );
      expectLawful(one.facts, { ...after, stored: stored.filter((row) => !known.has(row.touch.id)) }, joint);
      expect(violations(one.facts, stored)).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

describe("a forecast is kept when nothing else happens", () => {
  const quiet = scriptArbitrary.map((script): Script => {
    const holding = script.rules.slice(0, 1).map(({ from, rules }) => ({
      from,
      rules: rules.map((rule): CapRule => ({ ...rule, atCap: "hold", shelfLifeMs: null })),
    }));
    const arrivals = script.arrivals.map(({ touch }) => {
      const life = touch.deadlineAt - touch.dueAt;
      // whether one that skips a full rule will find it full is known only then: until then it is no promise to others
      const held = { ...touch, atCap: touch.atCap === "skip" ? ("hold" as const) : touch.atCap };
      return { from: script.start, touch: { ...held, dueAt: script.start, deadlineAt: addMs(script.start, life) } };
    });
    // a conversation that ends, and what a sender has sent meanwhile, is something that happens
    const facts = { ...script.facts, exchanges: [], senders: [] };
    return { ...script, facts, rules: holding, arrivals, observed: [] };
  });
  test("what was held until an instant leaves at that instant", { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(quiet, (script) => {
        const { stored, first } = play(script);
        const sentAt = new Map(stored.map((row) => [row.touch.id, row.at]));
        for (const { touch } of script.arrivals) {
          const decision = first.get(touch.id);
          if (decision?.verdict !== "hold" || decision.explanation.next.kind !== "goes") continue;
          expect([touch.id, sentAt.get(touch.id)]).toEqual([touch.id, decision.until]);
        }
      }),
      { numRuns: 80 },
    );
  });
});
