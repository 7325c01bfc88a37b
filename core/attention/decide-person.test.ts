import { describe, expect, test } from "vitest";
import { DAY_MS, type EpochMs, HOUR_MS, toEpochMs, toIso } from "@/core/instant";
import { decidePerson } from "./decide-person";
import type { Decision, HoldReason } from "./decision";
import { defaultQuietHours, defaultRules } from "./default-rules";
import type { PersonFacts } from "./facts";
import type { CapRule } from "./rule";
import {
  capRule,
  claimed,
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
import type { LedgerTouch, WaitingTouch } from "./touch";

const now = NOON;

interface Case {
  facts?: Partial<PersonFacts>;
  ledger?: readonly LedgerTouch[];
  waiting?: readonly WaitingTouch[];
  rules?: readonly CapRule[];
  at?: EpochMs;
}
const decide = ({ facts = {}, ledger = [], waiting, rules = [], at = now }: Case): Decision[] =>
  decidePerson(personFacts(facts), ledger, waiting ?? [waitingTouch("w", now)], rules, at);
const first = (it: Case): Decision => {
  const decision = decide(it)[0];
  if (decision === undefined) throw new Error("no decision");
  return decision;
};
/** "send", "skip repeat", "hold cap 2026-05-21T08:00:00.000Z". */
const short = (decision: Decision): string => {
  if (decision.verdict === "send") return "send";
  if (decision.verdict === "skip") return `skip ${decision.because.kind}`;
  return `hold ${decision.because.kind} ${decision.until === null ? "open" : toIso(decision.until)}`;
};
const say = (it: Case): string => short(first(it));
const sayAll = (it: Case): Record<string, string> =>
  Object.fromEntries(decide(it).map((decision) => [decision.touchId, short(decision)]));
const because = (it: Case): HoldReason => {
  const decision = first(it);
  if (decision.verdict !== "hold") throw new Error(short(decision));
  return decision.because;
};

describe("rolling windows", () => {
  const rules = [perDays("daily", 1, 1)];
  test("held until exactly 24 hours after the last, then free", () => {
    const ledger = [ledgerTouch("t1", hoursFrom(now, -10))];
    expect(say({ ledger, rules })).toBe("hold cap 2026-05-20T22:00:00.000Z");
    expect(say({ ledger, rules, at: hoursFrom(now, 14) })).toBe("send");
    expect(say({ ledger, rules, at: toEpochMs(hoursFrom(now, 14) - 1) })).toBe("hold cap 2026-05-20T22:00:00.000Z");
  });

  test("what left exactly 24 hours ago is not counted any more", () => {
    const counted = (ago: number) =>
      first({ ledger: [ledgerTouch("t", toEpochMs(now - ago))], rules }).explanation.counters[0]?.used;
    expect(counted(DAY_MS)).toBe(0);
    expect(counted(DAY_MS - 1)).toBe(1);
  });

  test("two in seven days: the older of the two frees", () => {
    const ledger = [ledgerTouch("t1", daysFrom(now, -6)), ledgerTouch("t2", daysFrom(now, -1))];
    const reason = because({ ledger, rules: [perDays("weekly", 2, 7)] });
    expect(reason).toMatchObject({
      kind: "cap",
      rule: { id: "weekly", version: 1, max: 2 },
      counter: { used: 2, max: 2, by: [{ touchId: "t1" }, { touchId: "t2" }], freesAt: daysFrom(now, 1) },
    });
  });

  test("more in the window than the rule allows: enough must leave it", () => {
    const ledger = [-6, -5, -4].map((day) => ledgerTouch(`t${day}`, daysFrom(now, day)));
    expect(say({ ledger, rules: [perDays("weekly", 2, 7)] })).toBe("hold cap 2026-05-22T08:00:00.000Z");
  });

  test("all rules hold at once; the binding one frees last, the other is named beside it", () => {
    const ledger = [ledgerTouch("t1", daysFrom(now, -5)), ledgerTouch("t2", hoursFrom(now, -4))];
    const decision = first({ ledger, rules: [perDays("daily", 1, 1), perDays("weekly", 2, 7)] });
    expect(short(decision)).toBe("hold cap 2026-05-22T08:00:00.000Z");
    expect(decision.explanation.because).toMatchObject({ rule: { id: "weekly" } });
    expect(decision.explanation.also).toMatchObject([{ kind: "cap", rule: { id: "daily" } }]);
    expect(decision.explanation.counters.map(({ ruleId, used, max }) => [ruleId, used, max])).toEqual([
      ["daily", 1, 1],
      ["weekly", 2, 2],
    ]);
  });

  test("a rule of zero holds open until it is changed", () => {
    const decision = first({ rules: [perDays("none", 0, 1)] });
    expect(short(decision)).toBe("hold cap open");
    expect(decision.explanation.next).toMatchObject({ kind: "waits_for", what: "rule_changed" });
  });
});

describe("calendar windows", () => {
  const per = (period: "day" | "week" | "month") => [
    capRule("calendar", { max: 1, window: { kind: "calendar", period } }),
  ];
  const ledger = [ledgerTouch("t1", hoursFrom(now, -1))];
  test("until local midnight, Monday, the first", () => {
    expect(say({ ledger, rules: per("day") })).toBe("hold cap 2026-05-20T22:00:00.000Z");
    expect(say({ ledger, rules: per("week") })).toBe("hold cap 2026-05-24T22:00:00.000Z");
    const may = [waitingTouch("w", now, { deadlineAt: daysFrom(now, 30) })];
    expect(say({ ledger, waiting: may, rules: per("month") })).toBe("hold cap 2026-05-31T22:00:00.000Z");
  });

  test("yesterday evening in the person's zone does not count, though it is the same day in UTC", () => {
    const kiritimati = { zone: { id: "Pacific/Kiritimati", source: "explicit" } } as const;
    // 23:30 and 00:30 local are 09:30 and 10:30 UTC of one day
    const evening = [ledgerTouch("t1", toEpochMs("2026-05-20T09:30:00Z"))];
    const at = toEpochMs("2026-05-20T10:30:00Z");
    const waiting = [waitingTouch("w", at)];
    expect(say({ facts: kiritimati, ledger: evening, waiting, rules: per("day"), at })).toBe("send");
    expect(say({ ledger: evening, waiting, rules: per("day"), at })).toMatch(/^hold cap/);
  });

  test("a day of 25 hours is one day", () => {
    const at = toEpochMs("2026-10-25T23:30:00+01:00");
    const midnight = [ledgerTouch("t1", toEpochMs("2026-10-25T00:00:00+02:00"))];
    expect(say({ ledger: midnight, waiting: [waitingTouch("w", at)], rules: per("day"), at })).toBe(
      "hold cap 2026-10-25T23:00:00.000Z",
    );
  });
});

describe("minimum gap", () => {
  const rules = [gapRule("apart", 20, { scope: { kind: "class", class: "marketing" } })];
  test("at least 20 hours apart: 20 exactly is enough", () => {
    expect(say({ ledger: [ledgerTouch("t", hoursFrom(now, -20))], rules })).toBe("send");
    const ledger = [ledgerTouch("t", toEpochMs(hoursFrom(now, -20) + 1))];
    const reason = because({ ledger, rules });
    expect(reason).toMatchObject({ kind: "gap", last: { touchId: "t", planned: false }, freesAt: now + 1 });
  });

  test("only between touches of the class", () => {
    expect(say({ ledger: [ledgerTouch("t", hoursFrom(now, -1), { class: "sales" })], rules })).toBe("send");
    const sales = [waitingTouch("w", now, { class: "sales" })];
    expect(say({ ledger: [ledgerTouch("t", hoursFrom(now, -1))], waiting: sales, rules })).toBe("send");
  });
});

describe("scopes, counts and appliesTo", () => {
  const hourAgo = hoursFrom(now, -1);
  const scoped = (scope: CapRule["scope"]) => [perDays("r", 1, 1, { scope })];
  test.each([
    ["class", { kind: "class", class: null }, { class: "sales" }],
    ["topic", { kind: "topic", id: null }, { topicId: "top_other" }],
    ["team", { kind: "team", id: null }, { teamId: "team_other" }],
    ["sender", { kind: "sender", id: null }, { senderId: "snd_other" }],
    ["sequence", { kind: "sequence", id: null }, { sequenceId: "seq_other" }],
  ] as const)("each %s has a counter of its own", (_, scope, other) => {
    expect(say({ ledger: [ledgerTouch("t", hourAgo)], rules: scoped(scope) })).toMatch(/^hold cap/);
    expect(say({ ledger: [ledgerTouch("t", hourAgo, other)], rules: scoped(scope) })).toBe("send");
  });

  test("a rule for one topic leaves others alone, and touches without a topic", () => {
    const rules = scoped({ kind: "topic", id: "top_news" });
    const ledger = [ledgerTouch("t", hourAgo)];
    expect(say({ ledger, rules })).toMatch(/^hold cap/);
    expect(say({ ledger, waiting: [waitingTouch("w", now, { topicId: "top_other" })], rules })).toBe("send");
    expect(say({ ledger, waiting: [waitingTouch("w", now, { topicId: null })], rules })).toBe("send");
    const each = scoped({ kind: "topic", id: null });
    expect(say({ ledger, waiting: [waitingTouch("w", now, { topicId: null })], rules: each })).toBe("send");
  });

  test("counts: which touches fill it", () => {
    const emails = [perDays("r", 1, 1, { counts: { channels: ["email"] } })];
    const call = ledgerTouch("call", hourAgo, { channel: "call", source: "logged", state: "observed", obeys: false });
    expect(say({ ledger: [call], rules: emails })).toBe("send");
    expect(say({ ledger: [call], rules: [perDays("r", 1, 1)] })).toMatch(/^hold cap/);
  });

  test("appliesTo: which touches obey it, whatever fills it", () => {
    const rules = [perDays("r", 1, 1, { appliesTo: { classes: ["marketing"] } })];
    const ledger = [handWritten("h", hourAgo)];
    expect(say({ ledger, rules })).toMatch(/^hold cap/);
    expect(say({ ledger, waiting: [waitingTouch("w", now, { class: "sales" })], rules })).toBe("send");
  });

  test("transactional neither obeys nor counts; hand-written counts", () => {
    const rules = [perDays("r", 1, 1)];
    const receipt = { class: "transactional", obeys: false, counts: false, repeat: { kind: "always" } } as const;
    expect(say({ ledger: [handWritten("h", hourAgo)], rules })).toMatch(/^hold cap/);
    expect(say({ ledger: [ledgerTouch("t", hourAgo)], waiting: [waitingTouch("w", now, receipt)], rules })).toBe(
      "send",
    );
    expect(say({ ledger: [ledgerTouch("t", hourAgo, receipt)], rules })).toBe("send");
    expect(say({ ledger: [handWritten("h", hourAgo, { counts: false })], rules })).toBe("send");
  });

  test("company: distinct other people written to", () => {
    const rules = [perDays("co", 2, 7, { scope: { kind: "company" } })];
    const others = (...days: number[]) => ({
      company: [
        { ruleId: "co", others: days.map((day, n) => ({ contactId: `ctc_${n + 2}`, lastAt: daysFrom(now, -day) })) },
      ],
    });
    expect(say({ facts: others(1), rules })).toBe("send");
    expect(say({ facts: others(1, 8), rules })).toBe("send");
    expect(say({ facts: others(2, 3), rules })).toBe("hold company_cap 2026-05-24T08:00:00.000Z");
    // two touches of this person are one person
    const two = [waitingTouch("a", now), waitingTouch("b", now)];
    expect(sayAll({ facts: others(1), waiting: two, rules })).toEqual({ a: "send", b: "send" });
  });
});

describe("atCap skip and shelf life", () => {
  const ledger = [ledgerTouch("t", hoursFrom(now, -1))];
  test("a full rule that skips, skips; one with room does not", () => {
    const rules = [perDays("r", 1, 1, { atCap: "skip" })];
    expect(say({ ledger, rules })).toBe("skip at_cap");
    expect(say({ rules })).toBe("send");
  });

  test("what its step says beats what the rule says, both ways; the person's own choice is a rule too", () => {
    const skips = [perDays("r", 1, 1, { atCap: "skip" })];
    const holds = [perDays("r", 1, 1)];
    const waiting = (atCap: "rule" | "hold" | "skip") => [waitingTouch("w", now, { atCap })];
    const tomorrow = "hold cap 2026-05-21T07:00:00.000Z";
    expect(say({ ledger, rules: skips, waiting: waiting("rule") })).toBe("skip at_cap");
    expect(say({ ledger, rules: skips, waiting: waiting("hold") })).toBe(tomorrow);
    expect(say({ ledger, rules: holds, waiting: waiting("rule") })).toBe(tomorrow);
    expect(say({ ledger, rules: holds, waiting: waiting("skip") })).toBe("skip at_cap");
    expect(say({ rules: holds, waiting: waiting("skip") })).toBe("send");
    const choice = { pace: "weekly", pausedUntil: null } as const;
    expect(say({ ledger, facts: { choice }, waiting: waiting("skip") })).toBe("skip at_cap");
  });

  test("what is judged together: the second is skipped at once, or told when it will be", () => {
    const rules = [perDays("r", 1, 1, { atCap: "skip" })];
    const waiting = [waitingTouch("a", now), waitingTouch("b", now)];
    expect(sayAll({ waiting, rules })).toEqual({ a: "send", b: "skip at_cap" });
    const hours = { workspace: defaultQuietHours, topics: {}, sequences: {} };
    const evening = hoursFrom(now, 12);
    const decisions = decide({ facts: { hours }, waiting, rules, at: evening });
    expect(decisions.map(short)).toEqual([
      "hold quiet_hours 2026-05-21T06:00:00.000Z",
      "hold quiet_hours 2026-05-21T06:00:00.000Z",
    ]);
    expect(decisions[1]?.explanation.next).toMatchObject({ kind: "skipped_then", because: { kind: "at_cap" } });
  });

  test("forecast past the deadline: held to the deadline, then skipped", () => {
    const rules = [perDays("r", 1, 30)];
    const decision = first({ ledger, rules });
    expect(decision).toMatchObject({
      verdict: "hold",
      until: daysFrom(hoursFrom(now, -1), 30),
      lookAt: daysFrom(now, 7),
      explanation: { next: { kind: "skipped_unless_free", at: daysFrom(now, 7) } },
    });
    const late = first({ ledger, rules, at: daysFrom(now, 7) });
    expect(late).toMatchObject({ verdict: "skip", because: { kind: "expired", heldBy: { kind: "cap" } } });
    expect(say({ rules, at: daysFrom(now, 7) })).toBe("send");
    expect(say({ rules, at: toEpochMs(daysFrom(now, 7) + 1) })).toBe("skip expired");
  });

  test("one that cannot go in time stands in nobody's way", () => {
    const rules = [perDays("topic", 1, 30, { scope: { kind: "topic", id: "top_news" } }), perDays("all", 1, 1)];
    const waiting = [waitingTouch("a", now, { priority: 90 }), waitingTouch("b", now, { topicId: "top_other" })];
    expect(sayAll({ ledger: [ledgerTouch("t", daysFrom(now, -2))], waiting, rules })).toEqual({
      a: "hold cap 2026-06-17T08:00:00.000Z",
      b: "send",
    });
  });

  test("a rule may shorten the life of what it holds", () => {
    const rules = [perDays("r", 1, 7, { shelfLifeMs: 2 * DAY_MS })];
    expect(first({ ledger, rules })).toMatchObject({ verdict: "hold", lookAt: daysFrom(now, 2) });
    expect(say({ ledger, rules, at: daysFrom(now, 2) })).toBe("skip expired");
  });
});

describe("order and look-ahead", () => {
  const rules = [perDays("daily", 1, 1)];
  const dayLater = "2026-05-21T08:00:00.000Z";
  const due = hoursFrom(now, -2);
  test.each([
    ["priority", { priority: 60 }],
    ["deadline", { deadlineAt: daysFrom(now, 1) }],
    ["due", { dueAt: toEpochMs(due - 1) }],
    ["age of the sequence", { sequenceCreatedAt: toEpochMs("2025-01-01T00:00:00Z") }],
    ["id", { id: "a" }],
  ])("%s decides who goes, in any order of the rows", (_, better) => {
    const base = { deadlineAt: daysFrom(now, 3) };
    const a = waitingTouch("x", due, { ...base, ...better });
    const b = waitingTouch("b", due, base);
    for (const waiting of [
      [a, b],
      [b, a],
    ]) {
      expect(sayAll({ waiting, rules })).toEqual({ [a.id]: "send", b: `hold cap ${dayLater}` });
    }
  });

  test("each of five has its own day", () => {
    const waiting = [5, 4, 3, 2, 1].map((n) => waitingTouch(`w${n}`, now, { priority: n * 10 }));
    expect(decide({ waiting, rules }).map(short)).toEqual([
      "send",
      "hold cap 2026-05-21T08:00:00.000Z",
      "hold cap 2026-05-22T08:00:00.000Z",
      "hold cap 2026-05-23T08:00:00.000Z",
      "hold cap 2026-05-24T08:00:00.000Z",
    ]);
  });

  test("a better one planned within 24 hours keeps its slot; one planned later does not", () => {
    const low = waitingTouch("low", now);
    const better = (hours: number) => waitingTouch("better", hoursFrom(now, hours), { priority: 90 });
    const decision = first({ waiting: [low, better(23)], rules });
    // after it: its own slot 23 hours from now, then a day
    expect(decision).toMatchObject({
      verdict: "hold",
      until: hoursFrom(now, 47),
      because: { kind: "yields", toTouchId: "better", toGoesAt: hoursFrom(now, 23), rule: { id: "daily" } },
    });
    expect(sayAll({ waiting: [low, better(25)], rules })).toEqual({ low: "send" });
    expect(sayAll({ waiting: [low, waitingTouch("worse", hoursFrom(now, 5), { priority: 1 })], rules })).toEqual({
      low: "send",
    });
  });

  test("exactly a window before the better one takes no room from it", () => {
    const better = (ms: number) => waitingTouch("better", toEpochMs(now + ms), { priority: 90 });
    expect(sayAll({ waiting: [waitingTouch("low", now), better(DAY_MS)], rules })).toEqual({ low: "send" });
    expect(sayAll({ waiting: [waitingTouch("low", now), better(DAY_MS - 1)], rules }).low).toMatch(/^hold yields/);
  });

  test("yields only where the better one would have to go later", () => {
    const better = waitingTouch("better", hoursFrom(now, 5), { priority: 90 });
    const twice = [perDays("twice", 2, 1)];
    expect(sayAll({ waiting: [waitingTouch("low", now), better], rules: twice })).toEqual({ low: "send" });
    const third = [waitingTouch("low", now), waitingTouch("low2", now), better];
    expect(sayAll({ waiting: third, rules: twice })).toMatchObject({ low: "send", low2: /^hold yields/ });
  });

  test("a held better one keeps its slot against a worse one that could go now", () => {
    const topicRule = perDays("topic", 1, 2, { scope: { kind: "topic", id: "top_news" } });
    const ledger = [ledgerTouch("t", hoursFrom(now, -30))];
    const waiting = [waitingTouch("a", now, { priority: 90 }), waitingTouch("b", now, { topicId: "top_other" })];
    expect(sayAll({ ledger, waiting, rules: [...rules, topicRule] })).toEqual({
      a: "hold cap 2026-05-21T02:00:00.000Z",
      b: "hold yields 2026-05-22T02:00:00.000Z",
    });
  });

  test("a rival that is stopped, or follows what has not left, is none", () => {
    const rival = { priority: 90, sequenceId: "seq_b" };
    const pauses = [{ what: "sequence", id: "seq_b", since: now, memberId: null }] as const;
    const waiting = [waitingTouch("low", now), waitingTouch("r", hoursFrom(now, 5), rival)];
    expect(sayAll({ facts: { pauses }, waiting, rules })).toEqual({ low: "send" });
    const follows = { touchId: "low", delayMs: 3 * DAY_MS };
    expect(
      sayAll({
        waiting: [waiting[0], waitingTouch("r", hoursFrom(now, 5), { ...rival, follows })].flatMap((t) => t ?? []),
        rules,
      }),
    ).toEqual({
      low: "send",
    });
  });

  test("what follows at once is never in the way of the one before it, whatever its rank", () => {
    const follows = { touchId: "first", delayMs: 0 };
    const waiting = [
      waitingTouch("first", now),
      waitingTouch("a", now, { priority: 90, follows }),
      waitingTouch("b", now, { follows: { touchId: "a", delayMs: 0 } }),
    ];
    for (const order of [waiting, waiting.toReversed()]) {
      expect(sayAll({ waiting: order, rules })).toEqual({ first: "send" });
    }
    // ... and takes its slot behind it: a worse one of another sequence waits for both
    const other = waitingTouch("other", now, { priority: 1, sequenceId: "seq_b" });
    const ahead = { ...waiting[1], follows: { touchId: "first", delayMs: DAY_MS } } as (typeof waiting)[number];
    const said = sayAll({ waiting: [waitingTouch("first", now), ahead, other], rules });
    expect(said.first).toBe("send");
    expect(said.other).toMatch(/^hold/);
  });

  test("a quiet-hours hold takes no slot: what is allowed now goes if nobody better is pushed back", () => {
    const nodeHours = defaultQuietHours;
    const evening = hoursFrom(now, 12);
    const waiting = [waitingTouch("night", now, { nodeHours }), waitingTouch("low", now, { priority: 1 })];
    // 22:00 + 24 h is later than 8:00 next morning: the better one would be pushed back
    expect(sayAll({ waiting, rules, at: evening }).low).toMatch(/^hold yields/);
    const separate = [perDays("topic", 1, 1, { scope: { kind: "topic", id: null } })];
    const other = [waitingTouch("night", now, { nodeHours }), waitingTouch("low", now, { topicId: "top_other" })];
    expect(sayAll({ waiting: other, rules: separate, at: evening })).toMatchObject({ low: "send" });
  });
});

describe("the defaults of a new workspace", () => {
  const hours = { workspace: defaultQuietHours, topics: {}, sequences: {} };
  test("two sequences want the same person on Monday 10:00: the second leaves on Tuesday 10:00", () => {
    const monday = toEpochMs("2026-05-18T10:00:00+02:00");
    const waiting = [waitingTouch("a", monday), waitingTouch("b", monday, { sequenceId: "seq_b" })];
    const decisions = decide({ facts: { hours }, waiting, rules: defaultRules, at: monday });
    expect(decisions.map(short)).toEqual(["send", "hold cap 2026-05-19T08:00:00.000Z"]);
    // the first leaves as this is decided: whoever reads it later is not told of a plan
    expect(decisions[1]?.explanation.because).toMatchObject({ counter: { by: [{ touchId: "a", planned: false }] } });
    const ledger = waiting.slice(0, 1).map((touch) => claimed(touch, monday));
    const tuesday = toEpochMs("2026-05-19T10:00:00+02:00");
    expect(say({ facts: { hours }, ledger, waiting: waiting.slice(1), rules: defaultRules, at: tuesday })).toBe("send");
  });

  test("the cap frees in the night: until is the morning, and both are named", () => {
    const ledger = [ledgerTouch("t", hoursFrom(now, -8))];
    const decision = first({ facts: { hours }, ledger, rules: defaultRules });
    expect(short(decision)).toBe("hold cap 2026-05-21T06:00:00.000Z");
    expect(decision.explanation.also.map((reason) => reason.kind)).toEqual(["gap", "quiet_hours"]);
  });

  test("in the night of Saturday: until Monday 8:00 because of quiet hours", () => {
    const at = toEpochMs("2026-05-23T21:00:00+02:00");
    expect(say({ facts: { hours }, waiting: [waitingTouch("w", at)], rules: defaultRules, at })).toBe(
      "hold quiet_hours 2026-05-25T06:00:00.000Z",
    );
  });

  test("transactional mail leaves at night", () => {
    const at = toEpochMs("2026-05-23T21:00:00+02:00");
    const waiting = [waitingTouch("w", at, { class: "transactional", obeys: false, counts: false })];
    expect(say({ facts: { hours }, waiting, rules: defaultRules, at })).toBe("send");
    const drawn = waiting.map((touch) => ({ ...touch, nodeHours: defaultQuietHours }));
    expect(say({ facts: { hours }, waiting: drawn, rules: defaultRules, at })).toMatch(/^hold quiet_hours/);
  });
});

test("hours that never open hold open", () => {
  const closed = { weekly: Array.from({ length: 7 }, () => []), dates: [] };
  const decision = first({ facts: { hours: { workspace: closed, topics: {}, sequences: {} } } });
  expect(short(decision)).toBe("hold quiet_hours open");
  expect(decision.explanation.next).toMatchObject({ what: "hours_changed" });
});

test("hours of topic and sequence are found by the touch's own", () => {
  const morning = {
    weekly: Array.from({ length: 7 }, () => [{ fromMinute: 300, toMinute: 360 }]),
    dates: [],
  };
  const topics = { top_news: morning };
  expect(say({ facts: { hours: { workspace: null, topics, sequences: {} } } })).toBe(
    "hold quiet_hours 2026-05-21T03:00:00.000Z",
  );
  expect(say({ facts: { hours: { workspace: null, topics: { top_other: morning }, sequences: {} } } })).toBe("send");
  const sequences = {
    seq_a: { weekly: Array.from({ length: 7 }, () => [{ fromMinute: 0, toMinute: 1440 }]), dates: [] },
  };
  expect(say({ facts: { hours: { workspace: null, topics, sequences } } })).toBe("send");
});

test("an hour apart in the repeated night is an hour apart", () => {
  const first230 = toEpochMs("2026-10-25T00:30:00Z");
  const second230 = toEpochMs("2026-10-25T01:30:00Z");
  const ledger = [ledgerTouch("t", first230)];
  expect(say({ ledger, waiting: [waitingTouch("w", second230)], rules: [gapRule("g", 1)], at: second230 })).toBe(
    "send",
  );
  expect(HOUR_MS).toBe(second230 - first230);
});
