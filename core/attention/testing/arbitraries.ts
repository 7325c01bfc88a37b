import fc from "fast-check";
import { addMs, DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, toEpochMs } from "@/core/instant";
import type { HoursLayer, OpenInterval } from "@/core/schedule-hours";
import { defaultQuietHours } from "../default-rules";
import type { PersonFacts } from "../facts";
import type { CapRule, TouchClass } from "../rule";
import type { LedgerTouch, RepeatPolicy, WaitingTouch } from "../touch";
import { handWritten, ledgerTouch, personFacts, waitingTouch } from "./ledger";
import { ignoredArbitrary, rareFactsArbitrary } from "./rare-facts";

/** Six zones with their changes of clocks: by an hour, by half an hour, at midnight, north and south. */
export const CHANGES: readonly (readonly [zone: string, change: string])[] = [
  ["Europe/Berlin", "2026-03-29T01:00:00Z"],
  ["Europe/Berlin", "2026-10-25T01:00:00Z"],
  ["America/New_York", "2026-03-08T07:00:00Z"],
  ["America/New_York", "2026-11-01T06:00:00Z"],
  ["America/Santiago", "2026-04-05T03:00:00Z"],
  ["America/Santiago", "2026-09-06T04:00:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T15:00:00Z"],
  ["Australia/Lord_Howe", "2026-10-03T15:30:00Z"],
  ["America/Havana", "2026-03-08T05:00:00Z"],
  ["America/Havana", "2026-11-01T05:00:00Z"],
  ["Africa/Cairo", "2026-04-23T22:00:00Z"],
  ["Africa/Cairo", "2026-10-29T21:00:00Z"],
];

const classes = fc.constantFrom<TouchClass>("marketing", "sales");
const topics = fc.constantFrom("top_a", "top_b", null);
const teams = fc.constantFrom("team_a", "team_b");
const sequences = fc.constantFrom("seq_a", "seq_b", "seq_c");
const bodies = fc.constantFrom("body_a", "body_b", null, null, null);
const families = fc.constantFrom("fam_a", "fam_b", "fam_c", "fam_d", null);

const scope = fc.oneof(
  fc.constant<CapRule["scope"]>({ kind: "everything" }),
  fc.constantFrom<CapRule["scope"]>(
    { kind: "class", class: "marketing" },
    { kind: "class", class: null },
    { kind: "topic", id: "top_a" },
    { kind: "topic", id: null },
    { kind: "team", id: null },
    { kind: "sequence", id: null },
    { kind: "sender", id: "snd_brand" },
    { kind: "company" },
  ),
);

/** Any rule. `tickMs` = all lengths are multiples of it. */
export function ruleArbitrary(id: string, tickMs: number): fc.Arbitrary<CapRule> {
  const length = fc.integer({ min: 1, max: Math.floor((4 * DAY_MS) / tickMs) }).map((ticks) => ticks * tickMs);
  const window = fc.oneof(
    { weight: 3, arbitrary: length.map((lengthMs) => ({ kind: "rolling" as const, lengthMs })) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom("day" as const, "week" as const, "month" as const)
        .map((period) => ({ kind: "calendar" as const, period })),
    },
  );
  const measure = fc.oneof(
    fc.record({
      max: fc.integer({ min: 1, max: 3 }),
      window,
      minGapMs: fc.option(
        length.map((ms) => Math.min(ms, DAY_MS)),
        { freq: 3 },
      ),
    }),
    fc.record({
      max: fc.constant(null),
      window: fc.constant(null),
      minGapMs: length.map((ms) => Math.min(ms, 2 * DAY_MS)),
    }),
  );
  return fc
    .record({
      scope,
      measure,
      counts: fc.constantFrom<CapRule["counts"]>(null, null, { classes: ["marketing"] }, { channels: ["email"] }),
      appliesTo: fc.constantFrom<CapRule["appliesTo"]>(
        null,
        null,
        null,
        { classes: ["sales"] },
        { teamIds: ["team_a"] },
      ),
      atCap: fc.constantFrom<CapRule["atCap"]>("hold", "hold", "hold", "skip"),
      shelfLifeMs: fc.constantFrom(null, null, null, DAY_MS),
    })
    .map(({ measure: numbers, ...rest }) => ({ id, version: 1, name: id, ...rest, ...numbers }));
}

const repeat = fc.constantFrom<RepeatPolicy>(
  { kind: "never" },
  { kind: "never" },
  { kind: "after", days: 1 },
  { kind: "once_per_key" },
  { kind: "always" },
);

export function ledgerArbitrary(now: EpochMs, tickMs: number, maxLength = 10): fc.Arbitrary<LedgerTouch[]> {
  const one = fc.record({
    ago: fc.integer({ min: 0, max: Math.floor((6 * DAY_MS) / tickMs) }),
    hand: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
    class: classes,
    topicId: topics,
    teamId: teams,
    sequenceId: sequences,
    familyId: families,
    bodyHash: bodies,
    correlationKey: fc.constantFrom("cart_1", null),
  });
  return fc.array(one, { maxLength }).map((rows) =>
    rows.map(({ ago, hand, ...traits }, n) => {
      const at = addMs(now, -ago * tickMs);
      return hand ? handWritten(`tch_h${n}`, at) : ledgerTouch(`tch_l${n}`, at, traits);
    }),
  );
}

/** Due in the last day, or planned within the next 20 hours. */
export function waitingArbitrary(now: EpochMs, tickMs: number, maxLength = 5): fc.Arbitrary<WaitingTouch[]> {
  const one = fc.record({
    due: fc.integer({ min: -Math.floor(DAY_MS / tickMs), max: Math.floor((20 * HOUR_MS) / tickMs) }),
    lifeDays: fc.constantFrom(2, 5, 7),
    priority: fc.constantFrom(10, 50, 50, 90),
    kind: fc.integer({ min: 0, max: 10 }),
    source: fc.constantFrom<WaitingTouch["source"]>("sequence", "sequence", "sequence", "api", "broadcast"),
    class: classes,
    topicId: topics,
    teamId: teams,
    sequenceId: sequences,
    familyId: families,
    bodyHash: bodies,
    memberId: fc.constantFrom(null, null, "mem_ana"),
    promotes: fc.constantFrom<readonly string[]>([], [], ["prd_a"]),
    answersReplyId: fc.constantFrom(null, null, "rpl_a"),
    correlationKey: fc.constantFrom("cart_1", "cart_2"),
    repeat,
    atCap: fc.constantFrom<WaitingTouch["atCap"]>("rule", "rule", "rule", "hold", "skip"),
    nodeHours: fc.option(hoursArbitrary(), { freq: 6 }),
  });
  return fc.array(one, { minLength: 1, maxLength }).map((rows) =>
    rows.map(({ due, lifeDays, kind, ...rest }, n) => {
      const dueAt = addMs(now, due * tickMs);
      const special: Partial<WaitingTouch> =
        kind === 0
          ? { class: "transactional", obeys: false, counts: false, repeat: { kind: "always" } }
          : kind === 1
            ? { obeys: false }
            : kind === 2 && due <= 0
              ? { override: { memberId: "mem_ana", reason: "asked", at: dueAt } }
              : kind === 3
                ? { archivedAt: dueAt }
                : kind === 4
                  ? { source: "hand", class: "sales", obeys: false, repeat: { kind: "always" } }
                  : {};
      return waitingTouch(`tch_w${n}`, dueAt, { ...rest, deadlineAt: addMs(dueAt, lifeDays * DAY_MS), ...special });
    }),
  );
}

/** Some of them fall due some time after another one of them has left. */
function followingArbitrary(touches: readonly WaitingTouch[], tickMs: number): fc.Arbitrary<WaitingTouch[]> {
  const one = fc.record({
    behind: fc.integer({ min: 0, max: 15 }),
    delay: fc.integer({ min: 0, max: Math.floor((30 * HOUR_MS) / tickMs) }),
  });
  return fc.tuple(...touches.map(() => one)).map((drawn) =>
    touches.map((touch, n) => {
      const { behind, delay } = drawn[n] ?? { behind: n, delay: 0 };
      const before = behind < n ? touches[behind] : undefined;
      return before === undefined ? touch : { ...touch, follows: { touchId: before.id, delayMs: delay * tickMs } };
    }),
  );
}

/** Windows at any quarter of an hour, also around the hours that change. */
export function hoursArbitrary(): fc.Arbitrary<HoursLayer> {
  const window = fc
    .tuple(fc.integer({ min: 0, max: 94 }), fc.integer({ min: 1, max: 95 }))
    .map(([from, length]): OpenInterval => ({ fromMinute: from * 15, toMinute: Math.min(1440, (from + length) * 15) }));
  const week = fc.array(fc.array(window, { maxLength: 2 }), { minLength: 7, maxLength: 7 });
  return fc.oneof(
    fc.constant(defaultQuietHours),
    week.map((weekly) => ({ weekly, dates: [] })),
    window.map((daily) => ({
      weekly: Array.from({ length: 7 }, () => [daily]),
      dates: [{ date: "2026-10-25", open: [] }],
    })),
  );
}

/** A person near a change of clocks, mostly free to be written to. */
export function sceneArbitrary(tickMs: number): fc.Arbitrary<{ facts: PersonFacts; now: EpochMs }> {
  const rare = <T>(value: T, otherwise: T) => fc.integer({ min: 0, max: 7 }).map((n) => (n === 0 ? value : otherwise));
  return fc
    .record({
      change: fc.constantFrom(...CHANGES),
      before: fc.integer({ min: 0, max: Math.floor((3 * DAY_MS) / tickMs) }),
      workspace: fc.option(hoursArbitrary(), { freq: 2 }),
      topic: fc.option(hoursArbitrary(), { freq: 8 }),
      sequence: fc.option(hoursArbitrary(), { freq: 8 }),
      rarely: fc.option(rareFactsArbitrary(), { freq: 2 }),
      pace: fc.oneof(
        { weight: 3, arbitrary: fc.constant(null) },
        {
          weight: 1,
          arbitrary: fc.constantFrom("daily" as const, "weekly" as const, "twice_a_month" as const, "monthly" as const),
        },
      ),
      pause: rare(true, false),
      alone: rare(true, false),
      talk: rare(true, false),
      stopped: rare(true, false),
      basis: rare("none" as const, "opt_in" as const),
      ofTopic: fc.option(
        fc.record({
          basis: fc.constantFrom("opt_in" as const, "opt_in" as const, "none" as const),
          days: fc.integer({ min: -1, max: 1 }),
        }),
        { freq: 3 },
      ),
      others: fc.array(fc.integer({ min: 0, max: Math.floor((3 * DAY_MS) / tickMs) }), { maxLength: 3 }),
    })
    .map(({ change: [zone, instant], before, workspace, topic, sequence, others, rarely, ...drawn }) => {
      const now = addMs(toEpochMs(instant), -before * tickMs);
      const facts = personFacts({
        zone: { id: zone, source: "explicit" },
        hours: {
          workspace,
          topics: topic === null ? {} : { top_a: topic },
          sequences: sequence === null ? {} : { seq_a: sequence },
        },
        consent: { basis: drawn.basis, source: "form", at: addMs(now, -2 * DAY_MS), ordinal: 3 },
        consents:
          drawn.ofTopic === null
            ? {}
            : {
                top_a: {
                  basis: drawn.ofTopic.basis,
                  source: "form",
                  at: addMs(now, (drawn.ofTopic.days - 2) * DAY_MS),
                  ordinal: 3 + drawn.ofTopic.days,
                },
              },
        choice: { pace: drawn.pace, pausedUntil: drawn.pause ? addMs(now, 5 * HOUR_MS) : null },
        leaveAlone: drawn.alone
          ? [{ of: "person", until: addMs(now, 9 * HOUR_MS), memberId: "mem_ana", reason: "asked" }]
          : [],
        exchanges: drawn.talk ? [{ memberId: "mem_ana", lastAt: addMs(now, -HOUR_MS), replyId: null }] : [],
        pauses: drawn.stopped ? [{ what: "sequence", id: "seq_c", since: now, memberId: null }] : [],
        company: ["rule_0", "rule_1", "rule_2", "rule_3"].map((ruleId) => ({
          ruleId,
          others: others.map((ago, n) => ({ contactId: `ctc_o${n}`, lastAt: addMs(now, -ago * tickMs) })),
        })),
      });
      const rare = rarely?.(now);
      const joint = rare && {
        ...rare,
        pauses: [...facts.pauses, ...rare.pauses],
        exchanges: [...facts.exchanges, ...rare.exchanges],
      };
      return { facts: { ...facts, ...joint }, now };
    });
}

export const QUARTER_MS = 15 * MINUTE_MS;

export interface Problem {
  readonly facts: PersonFacts;
  readonly now: EpochMs;
  readonly ledger: LedgerTouch[];
  readonly waiting: WaitingTouch[];
  readonly rules: CapRule[];
}

/** A whole question to the governor on a grid of `tickMs`. */
export function problemArbitrary(tickMs: number): fc.Arbitrary<Problem> {
  return sceneArbitrary(tickMs).chain(({ facts, now }) =>
    fc.record({
      facts: fc.constant(facts),
      now: fc.constant(now),
      ledger: fc
        .tuple(ledgerArbitrary(now, tickMs), fc.option(ignoredArbitrary(now), { freq: 2 }))
        .map(([lately, ignored]) => [...lately, ...(ignored ?? [])]),
      waiting: waitingArbitrary(now, tickMs).chain((touches) => followingArbitrary(touches, tickMs)),
      rules: fc
        .integer({ min: 0, max: 4 })
        .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => ruleArbitrary(`rule_${i}`, tickMs)))),
    }),
  );
}
