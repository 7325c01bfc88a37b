import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "@/core/instant";
import { decidePerson } from "./decide-person";
import { forecastPerson } from "./forecast-person";
import { gatherUntil, nextLookAt } from "./next-look";
import { GATHER_MS } from "./order";
import { ruleUsage } from "./rule-usage";
import { problemArbitrary, QUARTER_MS } from "./testing/arbitraries";
import {
  daysFrom,
  gapRule,
  handWritten,
  hoursFrom,
  ledgerTouch,
  NOON,
  perDays,
  personFacts,
  waitingTouch,
} from "./testing/ledger";

const now = NOON;
const daily = [perDays("daily", 1, 1)];

describe("forecastPerson", () => {
  test("dates what is planned, each after those before it", () => {
    const touches = [
      waitingTouch("a", now),
      waitingTouch("b", daysFrom(now, 3), { follows: { touchId: "a", delayMs: 3 * DAY_MS } }),
      waitingTouch("c", daysFrom(now, 3), { sequenceId: "seq_b" }),
    ];
    expect(forecastPerson(personFacts(), [], touches, daily, now)).toMatchObject([
      { touchId: "a", outcome: "goes", at: now, because: null },
      { touchId: "b", outcome: "goes", at: daysFrom(now, 3), because: null },
      { touchId: "c", outcome: "goes", at: daysFrom(now, 4), because: { kind: "cap" } },
    ]);
  });

  test("what follows a held one is late by as much", () => {
    const touches = [
      waitingTouch("b", daysFrom(now, 2), { follows: { touchId: "a", delayMs: 2 * DAY_MS } }),
      waitingTouch("a", now),
    ];
    const ledger = [ledgerTouch("t", hoursFrom(now, -1))];
    expect(forecastPerson(personFacts(), ledger, touches, daily, now)).toMatchObject([
      { touchId: "b", at: hoursFrom(now, 71) },
      { touchId: "a", at: hoursFrom(now, 23) },
    ]);
  });

  test("behind an open one, and in a circle, it is open; a skipped one lets the next go on", () => {
    const pauses = [{ what: "workspace", id: "ws", since: now, memberId: null }] as const;
    const next = waitingTouch("b", daysFrom(now, 2), { follows: { touchId: "a", delayMs: DAY_MS } });
    expect(forecastPerson(personFacts({ pauses }), [], [waitingTouch("a", now), next], daily, now)).toMatchObject([
      { outcome: "open", because: { kind: "paused" } },
      { outcome: "open", at: null },
    ]);
    const circle = waitingTouch("a", daysFrom(now, 2), { follows: { touchId: "b", delayMs: DAY_MS } });
    expect(forecastPerson(personFacts(), [], [circle, next], daily, now).map((one) => one.outcome)).toEqual([
      "open",
      "open",
    ]);
    const optOuts = [{ topicId: "top_x", at: now, source: "page" }];
    const skipped = [waitingTouch("a", now, { topicId: "top_x" }), { ...next, dueAt: daysFrom(now, 2) }];
    expect(forecastPerson(personFacts({ optOuts }), [], skipped, daily, now)).toMatchObject([
      { outcome: "skipped", at: now },
      { outcome: "goes", at: daysFrom(now, 2) },
    ]);
  });

  test("past its deadline it will be skipped then", () => {
    const ledger = [ledgerTouch("t", now)];
    expect(forecastPerson(personFacts(), ledger, [waitingTouch("a", now)], [perDays("r", 1, 30)], now)).toMatchObject([
      { outcome: "skipped", at: daysFrom(now, 7), because: { kind: "expired", heldBy: { kind: "cap" } } },
    ]);
  });

  test("says of what is due what the decision says", () => {
    fc.assert(
      fc.property(problemArbitrary(QUARTER_MS), ({ facts, ledger, waiting, rules, now: instant }) => {
        const forecasts = new Map(
          forecastPerson(facts, ledger, waiting, rules, instant).map((one) => [one.touchId, one]),
        );
        for (const decision of decidePerson(facts, ledger, waiting, rules, instant)) {
          const forecast = forecasts.get(decision.touchId);
          if (decision.verdict === "send") expect(forecast).toMatchObject({ outcome: "goes", at: instant });
          else if (decision.verdict === "skip") expect(forecast).toMatchObject({ outcome: "skipped", at: instant });
          else if (decision.until === null) expect(forecast?.outcome).toBe("open");
          else if (decision.explanation.next.kind === "goes") expect(forecast?.at).toBe(decision.until);
          else expect(forecast?.outcome).toBe("skipped");
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("nextLookAt", () => {
  const decide = (...touches: ReturnType<typeof waitingTouch>[]) =>
    decidePerson(personFacts(), [ledgerTouch("t", hoursFrom(now, -1))], touches, daily, now);
  test("the earliest forecast, deadline or due time; null when nothing waits", () => {
    const held = waitingTouch("a", now);
    expect(nextLookAt(decide(held), [held], now)).toBe(hoursFrom(now, 23));
    const short = waitingTouch("a", now, { deadlineAt: hoursFrom(now, 2) });
    expect(nextLookAt(decide(short), [short], now)).toBe(hoursFrom(now, 2));
    const planned = waitingTouch("b", hoursFrom(now, 1));
    expect(nextLookAt(decide(held, planned), [held, planned], now)).toBe(hoursFrom(now, 1) + GATHER_MS);
    expect(nextLookAt([], [], now)).toBeNull();
  });

  test("those that obey gather, others go at once", () => {
    expect(gatherUntil(waitingTouch("a", now))).toBe(now + GATHER_MS);
    expect(gatherUntil(waitingTouch("a", now, { obeys: false }))).toBe(now);
    const override = { memberId: "mem_ana", reason: "now", at: now };
    expect(gatherUntil(waitingTouch("a", now, { override }))).toBe(now);
  });
});

test("ruleUsage: how full each counter is", () => {
  const ledger = [
    ledgerTouch("a", hoursFrom(now, -30)),
    ledgerTouch("b", hoursFrom(now, -2), { topicId: "top_b" }),
    handWritten("h", hoursFrom(now, -1)),
  ];
  const rules = [
    perDays("all", 3, 1),
    perDays("topic", 1, 2, { scope: { kind: "topic", id: null } }),
    perDays("news", 2, 2, { scope: { kind: "topic", id: "top_news" } }),
    gapRule("gap", 20),
    gapRule("over", 0.5),
    perDays("old", 1, 7, { scope: { kind: "class", class: "transactional" } }),
  ];
  const [a, b, h] = [-30, -2, -1].map((hours, n) => ({ touchId: "abh".charAt(n), at: hoursFrom(now, hours) }));
  expect(ruleUsage(rules, ledger, "Europe/Berlin", now)).toEqual([
    { ruleId: "all", value: "", used: 2, max: 3, freesAt: null, by: [b, h] },
    { ruleId: "topic", value: "top_news", used: 1, max: 1, freesAt: hoursFrom(now, 18), by: [a] },
    { ruleId: "topic", value: "top_b", used: 1, max: 1, freesAt: hoursFrom(now, 46), by: [b] },
    { ruleId: "news", value: "top_news", used: 1, max: 2, freesAt: null, by: [a] },
    { ruleId: "gap", value: "", used: 1, max: 1, freesAt: hoursFrom(now, 19), by: [h] },
  ]);
  expect(HOUR_MS).toBe(3_600_000);
});
