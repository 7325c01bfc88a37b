import { describe, expect, test } from "vitest";
import { DAY_MS, type EpochMs, toEpochMs } from "@/core/instant";
import type { Names } from "@/core/names";
import { decidePerson } from "./decide-person";
import { defaultQuietHours, defaultRules } from "./default-rules";
import { describeRule } from "./describe-rule";
import { explain, explainPastHold } from "./explain";
import type { PersonFacts } from "./facts";
import type { CapRule } from "./rule";
import {
  capRule,
  daysFrom,
  gapRule,
  handWritten,
  hoursFrom,
  ledgerTouch,
  perDays,
  personFacts,
  waitingTouch,
} from "./testing/ledger";
import type { LedgerTouch, WaitingTouch } from "./touch";
import { inWords, lengthInWords, momentInWords } from "./words";

// Wednesday
const now = toEpochMs("2026-05-20T10:00:00+02:00");
const known: Record<string, string> = {
  mem_ana: "Ana Ruiz",
  top_news: "Product news",
  prd_1: "Planner",
  seq_a: "Trial nurture",
  snd_brand: "hello@acme.example",
  team_brand: "Brand",
};
const names: Names = (_, id) => known[id] ?? null;
const touchNames: Record<string, string> = { t1: "Product news", t2: "Three things to try", better: "Offer" };
const wording = { names, touchName: (id: string) => touchNames[id] ?? null };

interface Case {
  facts?: Partial<PersonFacts>;
  ledger?: readonly LedgerTouch[];
  touch?: Partial<WaitingTouch>;
  others?: readonly WaitingTouch[];
  rules?: readonly CapRule[];
  at?: EpochMs;
  zone?: string;
}
function say(given: Case): string {
  return explain(explained(given), given.zone === undefined ? wording : { ...wording, zone: given.zone });
}
function explained({ facts = {}, ledger = [], touch = {}, others = [], rules = [], at = now }: Case) {
  const waiting = [waitingTouch("w", now, touch), ...others];
  const decision = decidePerson(personFacts(facts), ledger, waiting, rules, at).find((one) => one.touchId === "w");
  if (decision === undefined) throw new Error("no decision");
  return decision.explanation;
}
const two = [ledgerTouch("t1", hoursFrom(now, -49)), ledgerTouch("t2", hoursFrom(now, -25))];
const hours = { workspace: defaultQuietHours, topics: {}, sequences: {} };

describe("holds", () => {
  test("one that is over says why, and not until when", () => {
    expect(explainPastHold(explained({ ledger: two, rules: [perDays("r", 2, 3)] }), wording)).toBe(
      "two messages in 3 days is the limit; Product news (Mon) and Three things to try (Tue) fill it.",
    );
    expect(explainPastHold(explained({}), wording)).toMatch(/^Goes:/);
  });

  test("the limit and what fills it", () => {
    expect(say({ ledger: two, rules: [perDays("r", 2, 3)] })).toBe(
      "Held until Thu 21 May 9:00: two messages in 3 days is the limit; Product news (Mon) and Three things to try (Tue) fill it.",
    );
  });

  test("who goes first when the slot frees is said before what else holds it", () => {
    const better = waitingTouch("better", now, { priority: 90, familyId: "f" });
    const ledger = [ledgerTouch("t1", hoursFrom(now, -3))];
    expect(say({ ledger, others: [better], rules: [capRule("r"), gapRule("g", 20)] })).toBe(
      "Held until Fri 22 May 7:00: one message in 24 hours is the limit; Product news (Wed) fills it; also Offer goes first, Thu 21 May 7:00, and one message in 24 hours is the limit (and 1 more).",
    );
  });

  test("on the reader's own clock, with the year when it is another", () => {
    expect(say({ ledger: two, rules: [perDays("r", 2, 3)], zone: "America/New_York" })).toMatch(
      /^Held until Thu 21 May 3:00:/,
    );
    expect(momentInWords(toEpochMs("2027-01-01T00:00:00Z"), "UTC", now)).toBe("Fri 1 Jan 2027 0:00");
  });

  test("defaults: the cap frees at night, the hours open in the morning", () => {
    expect(say({ facts: { hours }, ledger: [ledgerTouch("t1", hoursFrom(now, -8))], rules: defaultRules })).toBe(
      "Held until Thu 21 May 8:00: one message in 24 hours is the limit; Product news (Wed) fills it; also marketing messages are kept 20 hours apart; Product news left Wed 20 May 2:00 (and 1 more).",
    );
  });

  test("quiet hours, pause, conversation, leave alone, choice", () => {
    const night = hoursFrom(now, 12);
    expect(say({ facts: { hours }, at: night })).toBe(
      "Held until Thu 21 May 8:00: outside the company's hours; they open Thu 21 May 8:00.",
    );
    const pauses = [{ what: "team", id: "team_brand", since: now, memberId: null }] as const;
    expect(say({ facts: { pauses } })).toBe(
      "Held until sending is resumed: sending by Brand is paused since Wed 20 May 10:00.",
    );
    const exchanges = [{ memberId: "mem_ana", lastAt: hoursFrom(now, -2), replyId: null }];
    expect(say({ facts: { exchanges } })).toBe(
      "Held until the conversation is over, at the earliest Wed 27 May 8:00: Ana Ruiz and this person are in conversation; the last mail was Wed 20 May 8:00.",
    );
    const leaveAlone = [
      { of: "company", until: daysFrom(now, 2), memberId: "mem_ana", reason: "contract talks" } as const,
    ];
    expect(say({ facts: { leaveAlone } })).toBe(
      "Held until Fri 22 May 10:00: Ana Ruiz asked to leave this company alone until Fri 22 May (“contract talks”).",
    );
    const choice = { pace: "weekly", pausedUntil: null } as const;
    expect(say({ facts: { choice }, ledger: two })).toBe(
      "Held until Tue 26 May 9:00: this person chose at most one message in 7 days; Product news (Mon) and Three things to try (Tue) fill it.",
    );
    expect(say({ facts: { choice: { pace: null, pausedUntil: daysFrom(now, 1) } } })).toBe(
      "Held until Thu 21 May 10:00: this person asked for a pause until Thu 21 May.",
    );
  });

  test("gap, rival, company, sender, repeat", () => {
    expect(say({ ledger: two, rules: [gapRule("g", 30)] })).toBe(
      "Held until Wed 20 May 15:00: messages are kept 30 hours apart; Three things to try left Tue 19 May 9:00.",
    );
    const better = waitingTouch("better", hoursFrom(now, 5), { priority: 90 });
    expect(say({ others: [better], rules: [perDays("r", 1, 1)] })).toBe(
      "Held until Thu 21 May 15:00: Offer goes first, Wed 20 May 15:00, and one message in 24 hours is the limit.",
    );
    const company = [{ ruleId: "co", others: [{ contactId: "ctc_2", lastAt: daysFrom(now, -1) }] }];
    expect(say({ facts: { company }, rules: [perDays("co", 1, 7, { scope: { kind: "company" } })] })).toBe(
      "Held until Tue 26 May 10:00: one person of one company in 7 days is the limit; one has been written to.",
    );
    const apart = {
      ...perDays("co", 1, 7, { scope: { kind: "company" } }),
      max: null,
      window: null,
      minGapMs: 2 * DAY_MS,
    };
    expect(say({ facts: { company }, rules: [apart] })).toBe(
      "Held until Thu 21 May 10:00: people of one company are written to 2 days apart; one has been written to.",
    );
    const archived = [{ id: "snd_brand", archivedAt: hoursFrom(now, -1), breaker: null, limit: null }];
    expect(say({ facts: { senders: archived } })).toBe(
      "Held until another sender is chosen: hello@acme.example was archived Wed 20 May 9:00, and nothing leaves from it any more.",
    );
    const senders = [
      { id: "snd_brand", archivedAt: null, breaker: null, limit: { max: 50, used: 50, freesAt: hoursFrom(now, 1) } },
    ];
    expect(say({ facts: { senders } })).toBe("Held until Wed 20 May 11:00: hello@acme.example has sent 50 of 50.");
    const touch = { familyId: "f", repeat: { kind: "after", days: 30 } } as const;
    expect(say({ ledger: [ledgerTouch("t1", daysFrom(now, -29), { familyId: "f" })], touch })).toBe(
      "Held until Thu 21 May 10:00: the same content left Tue 21 Apr 10:00 and may repeat after 30 days.",
    );
  });

  test("past the deadline, and what will be skipped in the end", () => {
    expect(say({ ledger: [ledgerTouch("t1", now)], rules: [perDays("r", 1, 30)] })).toBe(
      "Held, and skipped on Wed 27 May 10:00 unless a slot opens before; the next one is Fri 19 Jun 10:00: one message in 30 days is the limit; Product news (Wed) fills it.",
    );
    const products = [{ productId: "prd_1", fact: "bought", source: "purchase", at: now } as const];
    const leaveAlone = [{ of: "person", until: daysFrom(now, 1), memberId: "mem_x", reason: "" } as const];
    expect(say({ facts: { products, leaveAlone }, touch: { promotes: ["prd_1"] } })).toBe(
      "Held until Thu 21 May 10:00 and then skipped (this person has bought Planner (Wed 20 May)): a member asked to leave this person alone until Thu 21 May.",
    );
  });

  test("many fill it: three are named", () => {
    const many = [1, 2, 3, 4, 5].map((n) => handWritten(`h${n}`, hoursFrom(now, -n)));
    expect(say({ ledger: many, rules: [perDays("r", 2, 1)] })).toMatch(
      /another message \(Wed\), another message \(Wed\), another message \(Wed\) and two more fill it/,
    );
  });
});

test("skips", () => {
  const suppressions = [
    { id: "s", contactId: null, scope: "all", cause: "bounce_hard", of: "address", at: daysFrom(now, -3) } as const,
  ];
  expect(say({ facts: { suppressions } })).toBe("Skipped: the address does not exist (Sun 17 May).");
  expect(say({ facts: { consent: { basis: "none", source: "list", at: null, ordinal: 0 } } })).toBe(
    "Skipped: there is no consent for Product news.",
  );
  expect(say({ facts: { optOuts: [{ topicId: "top_news", at: now, source: "page" }] } })).toBe(
    "Skipped: this person left Product news on Wed 20 May.",
  );
  expect(say({ ledger: [ledgerTouch("t2", daysFrom(now, -2), { familyId: "f" })], touch: { familyId: "f" } })).toBe(
    "Skipped: Three things to try, with the same content, went to this person on Mon 18 May.",
  );
  expect(say({ ledger: [ledgerTouch("t1", now)], rules: [perDays("r", 1, 1, { atCap: "skip" })] })).toBe(
    "Skipped: one message in 24 hours is the limit, and what is over it is skipped.",
  );
  expect(say({ ledger: [ledgerTouch("t1", now)], rules: [perDays("r", 1, 30)], at: daysFrom(now, 7) })).toBe(
    "Skipped: no slot opened before Wed 27 May: one message in 30 days is the limit; Product news (Wed 20 May) fills it.",
  );
});

test("what goes says so", () => {
  expect(say({})).toBe("Goes: no rule, hour or wish stands against it.");
});

test("rules read as sentences", () => {
  const read = (rule: CapRule) => describeRule(rule, names);
  expect(defaultRules.map(read)).toEqual([
    "At most one message in 24 hours; what is over waits.",
    "At most three messages in 7 days; what is over waits.",
    "Marketing messages at least 20 hours apart; what is over waits.",
  ]);
  expect(
    read(capRule("r", { scope: { kind: "topic", id: null }, window: { kind: "calendar", period: "month" } })),
  ).toBe("At most one message about one topic a month (from the 1st); what is over waits.");
  expect(
    read(perDays("r", 2, 7, { scope: { kind: "company" }, atCap: "skip", appliesTo: { classes: ["sales"] } })),
  ).toBe("At most two people of one company in 7 days (holds back sales only); what is over is skipped.");
  expect(read(perDays("r", 4, 7, { counts: { channels: ["email"] }, minGapMs: DAY_MS }))).toBe(
    "At most four emails in 7 days, each at least 24 hours apart; what is over waits.",
  );
  expect(read(perDays("r", 1, 7, { scope: { kind: "sequence", id: "seq_gone" } }))).toBe(
    "At most one message of a deleted sequence in 7 days; what is over waits.",
  );
});

test("numbers and lengths", () => {
  expect([0, 1, 12, 13].map(inWords)).toEqual(["no", "one", "twelve", "13"]);
  expect([60_000, 90 * 60_000, DAY_MS, 2 * DAY_MS].map(lengthInWords)).toEqual([
    "1 minute",
    "90 minutes",
    "24 hours",
    "2 days",
  ]);
});
