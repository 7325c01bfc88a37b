import { defaultQuietHours } from "@/core/attention/default-rules";
import type { PersonFacts } from "@/core/attention/facts";
import { SHELF_LIFE_MS } from "@/core/attention/order";
import type { CapRule, RuleScope } from "@/core/attention/rule";
import { personFacts } from "@/core/attention/testing/ledger";
import type { LedgerTouch, WaitingTouch } from "@/core/attention/touch";
import { addMs, DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, toEpochMs } from "@/core/instant";
import { type HoursLayer, toOpenHours } from "@/core/schedule-hours";

export interface Person {
  readonly facts: PersonFacts;
  readonly ledger: readonly LedgerTouch[];
  readonly waiting: readonly WaitingTouch[];
  readonly rules: readonly CapRule[];
  readonly now: EpochMs;
}

const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "Australia/Sydney",
  "America/Santiago",
  "Africa/Cairo",
  "Europe/London",
];
const CHANGES = ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2026-11-01T06:00:00Z", "2026-04-04T16:00:00Z"];

/** A string of its own, in one piece, as it comes from a socket (template strings are chains of pieces). */
const flat = (text: string): string => Buffer.from(text, "latin1").toString("latin1");

/** Small seeded generator (mulberry32): the same people on every machine. */
function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const CREATED = toEpochMs("2026-01-01T00:00:00Z");

/**
 * `count` different people, each with `touches` touches in 180 days.
 *
 * Touches are written out field by field, as the driver makes them from rows (server/services/touches/gather): spreading
 * gives every object a shape of its own, which V8 reads many times slower.
 */
export function* makePeople(first: number, count: number, touches: number): Generator<Person> {
  const people: Person[] = [];
  for (let n = first; n < first + count; n += 1) people.push(makePerson(n, touches));
  yield* people;
}

function makePerson(seed: number, touches: number): Person {
  const random = randomOf(seed + 1);
  const pick = <T>(list: readonly T[], otherwise: T): T => list[random(list.length)] ?? otherwise;
  const change = toEpochMs(pick(CHANGES, "2026-03-29T01:00:00Z"));
  const now = addMs(change, (random(14 * 24 * 60) - 7 * 24 * 60) * MINUTE_MS);
  const span = 180 * DAY_MS;
  const topicOf = () => flat(`top_${random(8)}`);
  const ledger = Array.from({ length: touches }, (_, n): LedgerTouch => {
    const at = addMs(now, -Math.floor((span / touches) * (n + random(100) / 100)));
    return {
      id: flat(`tch_${seed}_${n}`),
      at,
      state: "accepted",
      source: "sequence",
      channel: "email",
      class: random(3) === 0 ? "sales" : "marketing",
      topicId: topicOf(),
      teamId: flat(`team_${random(4)}`),
      senderId: flat(`snd_${random(10)}`),
      sequenceId: flat(`seq_${random(20)}`),
      familyId: flat(`fam_${seed}_${n}`),
      bodyHash: flat(`hash_${seed}_${n}`),
      correlationKey: null,
      obeys: true,
      counts: true,
      reactedAt: random(4) === 0 ? addMs(at, HOUR_MS) : null,
      interestAt: random(12) === 0 ? addMs(at, HOUR_MS) : null,
    };
  });
  const waiting = Array.from({ length: 4 }, (_, n): WaitingTouch => {
    const dueAt = addMs(now, n === 3 ? random(20) * HOUR_MS : -random(600) * MINUTE_MS);
    return {
      id: flat(`tch_${seed}_w${n}`),
      contactId: flat(`ctc_${seed}`),
      source: "sequence",
      channel: "email",
      class: random(3) === 0 ? "sales" : "marketing",
      topicId: topicOf(),
      teamId: flat(`team_${random(4)}`),
      senderId: flat(`snd_${random(10)}`),
      sequenceId: flat(`seq_${random(20)}`),
      familyId: flat(`fam_${seed}_w${n}`),
      bodyHash: null,
      correlationKey: null,
      obeys: true,
      counts: true,
      dueAt,
      deadlineAt: addMs(dueAt, SHELF_LIFE_MS),
      priority: random(100),
      sequenceCreatedAt: CREATED,
      memberId: null,
      promotes: [],
      repeat: { kind: "never" },
      atCap: "rule",
      nodeHours: null,
      answersReplyId: null,
      override: null,
      archivedAt: null,
      follows: null,
    };
  });
  const topic: HoursLayer = {
    weekly: toOpenHours({ fromMinute: 1_080 + random(120), toMinute: 420 + random(120), quietDays: [random(7)] }),
    dates: [],
  };
  const facts = personFacts({
    contactId: `ctc_${seed}`,
    zone: { id: pick(ZONES, "Europe/Berlin"), source: "explicit" },
    hours: { workspace: defaultQuietHours, topics: { top_1: topic }, sequences: {} },
  });
  return { facts, ledger, waiting, rules: makeRules(random), now };
}

/** Share of the touches that fall into one counter of the scope, so that some rules are full and some are not. */
const shareOf = (scope: number): number => [1, 0.67, 0.5, 0.125, 0.125, 0.25, 0.1, 0.05][scope] ?? 1;

/** Twenty rules of every scope, three of them by the calendar. */
function makeRules(random: (below: number) => number): CapRule[] {
  const scopes: RuleScope[] = [
    { kind: "everything" },
    { kind: "class", class: "marketing" },
    { kind: "class", class: null },
    { kind: "topic", id: null },
    { kind: "topic", id: "top_1" },
    { kind: "team", id: null },
    { kind: "sender", id: null },
    { kind: "sequence", id: null },
  ];
  const periods = ["day", "week", "month"] as const;
  return Array.from({ length: 20 }, (_, n): CapRule => {
    const days = 1 + random(30);
    const period = periods[n];
    const window =
      period === undefined
        ? ({ kind: "rolling", lengthMs: days * DAY_MS } as const)
        : ({ kind: "calendar", period } as const);
    return {
      id: `rule_${n}`,
      version: 1 + random(5),
      name: `Rule ${n}`,
      scope: scopes[n % scopes.length] ?? { kind: "everything" },
      max: 1 + Math.ceil(shareOf(n % scopes.length) * (period === undefined ? days : 30) * (2 + random(3))),
      window,
      minGapMs: n % 7 === 0 ? (1 + random(20)) * HOUR_MS : null,
      counts: n % 5 === 0 ? { channels: ["email"] } : null,
      appliesTo: null,
      atCap: "hold",
      shelfLifeMs: null,
    };
  });
}
