import { describe, expect, test } from "vitest";
import { DAY_MS, type EpochMs, toEpochMs, toIso } from "@/core/instant";
import { decidePerson } from "./decide-person";
import type { Decision } from "./decision";
import { defaultQuietHours } from "./default-rules";
import type { PersonFacts } from "./facts";
import type { CapRule } from "./rule";
import {
  daysFrom,
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
  touch?: Partial<WaitingTouch>;
  rules?: readonly CapRule[];
  at?: EpochMs;
}
const decide = ({ facts = {}, ledger = [], touch = {}, rules = [], at = now }: Case): Decision => {
  const decision = decidePerson(personFacts(facts), ledger, [waitingTouch("w", now, touch)], rules, at)[0];
  if (decision === undefined) throw new Error("no decision");
  return decision;
};
const say = (it: Case): string => {
  const decision = decide(it);
  if (decision.verdict === "send") return "send";
  if (decision.verdict === "skip") return `skip ${decision.because.kind}`;
  return `hold ${decision.because.kind} ${decision.until === null ? "open" : toIso(decision.until)}`;
};
const marketing = { class: "marketing" } as const;
const sales = { class: "sales" } as const;
const receipt = { class: "transactional", obeys: false, counts: false, repeat: { kind: "always" } } as const;

describe("suppression, consent, opt-out", () => {
  const suppressed = (scope: "all" | "marketing_and_sales") => ({
    suppressions: [{ id: "sup_1", contactId: null, scope, cause: "bounce_hard", of: "address", at: now } as const],
  });
  test("scope all stops everything, the other leaves transactional alone", () => {
    for (const touch of [marketing, sales, receipt]) {
      expect(say({ facts: suppressed("all"), touch })).toBe("skip suppressed");
    }
    expect(say({ facts: suppressed("marketing_and_sales"), touch: sales })).toBe("skip suppressed");
    expect(say({ facts: suppressed("marketing_and_sales"), touch: receipt })).toBe("send");
  });

  test("a dead address stops what would arrive there, and nothing that goes to another of the person's", () => {
    const dead = {
      id: "sup_1",
      contactId: "ctc_1",
      scope: "all",
      cause: "bounce_hard",
      of: "address",
      at: now,
    } as const;
    expect(say({ facts: { suppressions: [dead] }, touch: { ...receipt, contactId: "ctc_1" } })).toBe("skip suppressed");
    expect(say({ facts: { suppressions: [dead] }, touch: { contactId: "ctc_2" } })).toBe("send");
    const gone = { ...dead, id: "sup_2", contactId: null, cause: "complaint", of: "person" } as const;
    expect(say({ facts: { suppressions: [dead, gone] }, touch: { contactId: "ctc_2" } })).toBe("skip suppressed");
  });

  test("a basis of none allows transactional only; the topic's own basis beats the general one", () => {
    const none = { basis: "none", source: "list", at: null, ordinal: 0 } as const;
    const given = { basis: "opt_in", source: "form", at: null, ordinal: 0 } as const;
    expect(say({ facts: { consent: none }, touch: marketing })).toBe("skip no_consent");
    expect(say({ facts: { consent: none }, touch: sales })).toBe("skip no_consent");
    expect(say({ facts: { consent: none }, touch: receipt })).toBe("send");
    expect(say({ facts: { consent: none, consents: { top_news: given } } })).toBe("send");
    expect(say({ facts: { consents: { top_news: none } } })).toBe("skip no_consent");
    expect(say({ facts: { consents: { top_other: none } } })).toBe("send");
    expect(say({ facts: { consents: { top_news: none } }, touch: { topicId: null } })).toBe("send");
  });

  test("a newer word about every topic beats the topic's older one, either way", () => {
    const said = (basis: "none" | "opt_in", days: number) => ({
      ...{ basis, source: "form", at: daysFrom(now, days) },
      ordinal: 10 + days,
    });
    const facts = (every: ReturnType<typeof said>, own: ReturnType<typeof said>) => ({
      consent: every,
      consents: { top_news: own },
    });
    expect(say({ facts: facts(said("none", -1), said("opt_in", -2)) })).toBe("skip no_consent");
    expect(say({ facts: facts(said("opt_in", -1), said("none", -2)) })).toBe("send");
    expect(say({ facts: facts(said("none", -2), said("opt_in", -1)) })).toBe("send");
    expect(say({ facts: facts(said("opt_in", -2), said("none", -1)) })).toBe("skip no_consent");
  });

  test("an archived contact gets nothing that asks for attention; suppression is named before", () => {
    const touch = { archivedAt: daysFrom(now, -1) };
    expect(say({ touch: { ...touch, ...marketing } })).toBe("skip archived");
    expect(say({ touch: { ...touch, ...sales } })).toBe("skip archived");
    expect(say({ touch: { ...touch, ...receipt } })).toBe("send");
    expect(say({ facts: suppressed("all"), touch })).toBe("skip suppressed");
  });

  test("an opt-out ends its topic, one of all ends marketing and sales", () => {
    const out = (topicId: string | null) => ({ optOuts: [{ topicId, at: now, source: "one-click" }] });
    expect(say({ facts: out("top_news") })).toBe("skip opted_out");
    expect(say({ facts: out("top_other") })).toBe("send");
    expect(say({ facts: out(null), touch: sales })).toBe("skip opted_out");
    expect(say({ facts: out(null), touch: receipt })).toBe("send");
  });
});

describe("leave alone and conversation", () => {
  const alone = (until: EpochMs) => ({
    leaveAlone: [{ of: "person", until, memberId: "mem_ana", reason: "asked" } as const],
  });
  test("held to the date; transactional goes; the date itself is free", () => {
    const facts = alone(daysFrom(now, 2));
    expect(say({ facts })).toBe("hold leave_alone 2026-05-22T08:00:00.000Z");
    expect(say({ facts, touch: receipt })).toBe("send");
    expect(say({ facts, at: daysFrom(now, 2) })).toBe("send");
  });

  test("of several wishes the longest holds", () => {
    const wishes = [...alone(daysFrom(now, 1)).leaveAlone, ...alone(daysFrom(now, 3)).leaveAlone];
    expect(say({ facts: { leaveAlone: wishes } })).toBe("hold leave_alone 2026-05-23T08:00:00.000Z");
  });

  const exchange = { memberId: "mem_ana", lastAt: daysFrom(now, -3), replyId: "sig_1" };
  const talking = { exchanges: [exchange] };
  test("marketing waits, sales of other members too, the member's own goes", () => {
    expect(say({ facts: talking })).toBe("hold conversation open");
    expect(say({ facts: talking, touch: { ...sales, memberId: "mem_bo" } })).toBe("hold conversation open");
    expect(say({ facts: talking, touch: { ...sales, memberId: "mem_ana" } })).toBe("send");
    expect(say({ facts: talking, touch: { ...marketing, memberId: "mem_ana" } })).toBe("hold conversation open");
    expect(say({ facts: talking, touch: receipt })).toBe("send");
  });

  test("open, but looked at again seven days after the last mail; over then", () => {
    expect(decide({ facts: talking })).toMatchObject({
      until: null,
      lookAt: daysFrom(now, 4),
      explanation: { next: { what: "conversation_over", earliestAt: daysFrom(now, 4) } },
    });
    expect(say({ facts: talking, at: daysFrom(now, 4) })).toBe("send");
    expect(say({ facts: talking, at: toEpochMs(daysFrom(now, 4) - 1) })).toBe("hold conversation open");
  });

  test("what is drawn behind the outlet of that very reply is exempt, behind another reply's is not", () => {
    expect(say({ facts: talking, touch: { answersReplyId: "sig_1" } })).toBe("send");
    expect(say({ facts: talking, touch: { answersReplyId: "sig_0" } })).toBe("hold conversation open");
    expect(say({ facts: { exchanges: [{ ...exchange, replyId: null }] } })).toBe("hold conversation open");
  });
});

describe("products", () => {
  test.each(["bought", "has_competing", "not_for_them"] as const)("%s stops what promotes it", (fact) => {
    const facts = { products: [{ productId: "prd_1", fact, source: "purchase", at: now } as const] };
    expect(say({ facts, touch: { promotes: ["prd_1"] } })).toBe("skip product");
    expect(say({ facts, touch: { ...sales, promotes: ["prd_0", "prd_1"] } })).toBe("skip product");
    expect(say({ facts, touch: { promotes: ["prd_2"] } })).toBe("send");
    expect(say({ facts, touch: { ...receipt, promotes: ["prd_1"] } })).toBe("send");
  });
});

describe("never repeat", () => {
  const family = { familyId: "fam_1", bodyHash: "h1" };
  const sent = (days: number, over: Partial<LedgerTouch> = {}) => [
    ledgerTouch("t", daysFrom(now, -days), { ...family, ...over }),
  ];
  test("the same family within 180 days is skipped, whatever sequence or team sent it", () => {
    const ledger = sent(179, { sequenceId: "seq_z", teamId: "team_z", class: "sales" });
    expect(decide({ ledger, touch: family })).toMatchObject({
      verdict: "skip",
      because: { kind: "repeat", of: "family", touchId: "t", at: daysFrom(now, -179) },
    });
    expect(say({ ledger: sent(180), touch: family })).toBe("send");
    expect(say({ ledger: sent(10, { familyId: "fam_2", bodyHash: null }), touch: family })).toBe("send");
  });

  test("an equal body of another family is a repeat too; unknown bodies are none", () => {
    const ledger = sent(10, { familyId: "fam_2" });
    expect(decide({ ledger, touch: family })).toMatchObject({ because: { kind: "repeat", of: "body" } });
    expect(
      say({ ledger: sent(10, { familyId: null, bodyHash: null }), touch: { familyId: null, bodyHash: null } }),
    ).toBe("send");
  });

  test("may repeat after N days: held until then", () => {
    const touch = { ...family, repeat: { kind: "after", days: 30 } } as const;
    expect(say({ ledger: sent(30), touch })).toBe("send");
    expect(say({ ledger: sent(29), touch })).toBe("hold repeat_gap 2026-05-21T08:00:00.000Z");
  });

  test("once per correlation key", () => {
    const touch = { ...family, repeat: { kind: "once_per_key" }, correlationKey: "cart_1" } as const;
    expect(say({ ledger: sent(1, { correlationKey: "cart_1" }), touch })).toBe("skip repeat");
    expect(say({ ledger: sent(1, { correlationKey: "cart_0" }), touch })).toBe("send");
    expect(say({ ledger: sent(1, { correlationKey: null }), touch: { ...touch, correlationKey: null } })).toBe("send");
  });

  test("five with one template, judged together: one goes, four are repeats; after one day, five days", () => {
    const five = (touch: Partial<WaitingTouch>) =>
      [1, 2, 3, 4, 5].map((n) => waitingTouch(`w${n}`, now, { ...family, sequenceId: `seq_${n}`, ...touch }));
    const rules = [perDays("daily", 1, 1)];
    const never = decidePerson(personFacts(), [], five({}), rules, now);
    expect(never.map((decision) => decision.verdict)).toEqual(["send", "skip", "skip", "skip", "skip"]);
    const after = decidePerson(personFacts(), [], five({ repeat: { kind: "after", days: 1 } }), rules, now);
    expect(after.map((decision) => (decision.verdict === "hold" ? decision.until : decision.verdict))).toEqual([
      "send",
      ...[1, 2, 3, 4].map((days) => daysFrom(now, days)),
    ]);
  });

  test("a worse copy does not take the place of a better one that is held", () => {
    const better = waitingTouch("better", now, { ...family, priority: 90, nodeHours: defaultQuietHours });
    const worse = waitingTouch("worse", now, family);
    const evening = hoursFrom(now, 12);
    const decisions = decidePerson(personFacts(), [], [better, worse], [], evening);
    expect(decisions[1]).toMatchObject({
      verdict: "hold",
      because: { kind: "yields", toTouchId: "better", rule: null },
      explanation: { next: { kind: "skipped_then", because: { kind: "repeat", touchId: "better" } } },
    });
  });
});

describe("interest", () => {
  const ignored = [40, 33, 26, 19, 9].map((days) => ledgerTouch(`t${days}`, daysFrom(now, -days)));
  test("a cold topic gets one marketing touch in 30 days", () => {
    expect(decide({ ledger: ignored })).toMatchObject({
      verdict: "hold",
      until: daysFrom(now, 21),
      because: { kind: "cold_topic", topicId: "top_news", counter: { used: 3, max: 1 } },
    });
    expect(say({ ledger: ignored, touch: { topicId: "top_other" } })).toBe("send");
    expect(say({ ledger: ignored, touch: sales })).toBe("send");
    expect(say({ ledger: ignored.slice(1), at: now })).toBe("send");
  });

  test("a human open keeps it from going cold; a reset starts anew", () => {
    const opened = ignored.map((touch, n) => (n === 1 ? { ...touch, reactedAt: daysFrom(now, -32) } : touch));
    expect(say({ ledger: opened })).toBe("send");
    const reset = { interestResets: [{ topicId: "top_news", at: daysFrom(now, -5) }] };
    expect(say({ ledger: ignored, facts: reset })).toBe("send");
  });
});

describe("pause, breaker, limit", () => {
  const paused = (what: "workspace" | "team" | "sequence" | "broadcast", id: string) => ({
    pauses: [{ what, id, since: now, memberId: null }],
  });
  test("what is paused holds open, transactional too", () => {
    expect(say({ facts: paused("workspace", "ws") })).toBe("hold paused open");
    expect(say({ facts: paused("workspace", "ws"), touch: receipt })).toBe("hold paused open");
    expect(say({ facts: paused("team", "team_brand") })).toBe("hold paused open");
    expect(say({ facts: paused("team", "team_other") })).toBe("send");
    expect(say({ facts: paused("sequence", "seq_a") })).toBe("hold paused open");
    expect(say({ facts: paused("sequence", "seq_b") })).toBe("send");
    expect(decide({ facts: paused("team", "team_brand") })).toMatchObject({
      lookAt: daysFrom(now, 7),
      explanation: { next: { what: "resume" }, override: { kind: "right", right: "resume_sending" } },
    });
  });

  test("a pause outlives no shelf life", () => {
    expect(say({ facts: paused("workspace", "ws"), at: daysFrom(now, 7) })).toBe("skip expired");
  });

  const sender = (over: Partial<PersonFacts["senders"][number]>) => ({
    senders: [{ id: "snd_brand", archivedAt: null, breaker: null, limit: null, ...over }],
  });
  test("what an archived sender was to send waits for another one", () => {
    expect(say({ facts: sender({ archivedAt: now }) })).toBe("hold sender_archived open");
    expect(say({ facts: sender({ archivedAt: now }), touch: { senderId: "snd_b" } })).toBe("send");
  });
  test("an open breaker holds open, a full limit until it frees; other senders go", () => {
    const breaker = { since: now, cause: "bounces" };
    expect(say({ facts: sender({ breaker }) })).toBe("hold sender_breaker open");
    expect(say({ facts: sender({ breaker }), touch: { senderId: "snd_b" } })).toBe("send");
    const limit = { max: 50, used: 50, freesAt: hoursFrom(now, 3) };
    expect(say({ facts: sender({ limit }) })).toBe("hold sender_limit 2026-05-20T11:00:00.000Z");
    expect(say({ facts: sender({ limit: { ...limit, used: 49 } }) })).toBe("send");
    expect(say({ facts: sender({ limit: { ...limit, freesAt: null } }) })).toBe("hold sender_limit open");
  });

  test("what a member writes by hand waits for no limit of the sender, but for its breaker and a pause", () => {
    const hand = { source: "hand", class: "sales", obeys: false } as const;
    expect(say({ facts: sender({ limit: { max: 1, used: 1, freesAt: null } }), touch: hand })).toBe("send");
    expect(say({ facts: sender({ breaker: { since: now, cause: "bounces" } }), touch: hand })).toMatch(
      /sender_breaker/,
    );
    const pauses = [{ what: "workspace", id: "wsp", since: now, memberId: null } as const];
    expect(say({ facts: { pauses }, touch: hand })).toBe("hold paused open");
  });
});

describe("the person's own choice", () => {
  const choice = (
    pace: "daily" | "weekly" | "twice_a_month" | "monthly" | null,
    pausedUntil: EpochMs | null = null,
  ) => ({
    choice: { pace, pausedUntil },
  });
  test.each([
    ["daily", 1],
    ["weekly", 7],
    ["monthly", 30],
  ] as const)("%s: one in %i days", (pace, days) => {
    const ledger = [ledgerTouch("t", daysFrom(now, -1))];
    const until = daysFrom(now, days - 1);
    const touch = { deadlineAt: daysFrom(now, 60) };
    expect(say({ facts: choice(pace), ledger, touch })).toBe(days === 1 ? "send" : `hold own_choice ${toIso(until)}`);
    expect(say({ facts: choice(pace), ledger, touch, at: until })).toBe("send");
  });

  test("twice a month: two in 30 days", () => {
    const one = [ledgerTouch("t1", daysFrom(now, -28))];
    expect(say({ facts: choice("twice_a_month"), ledger: one })).toBe("send");
    const two = [...one, ledgerTouch("t2", daysFrom(now, -3))];
    expect(say({ facts: choice("twice_a_month"), ledger: two })).toBe("hold own_choice 2026-05-22T08:00:00.000Z");
  });

  test("it beats rules and exemptions; nobody overrides it", () => {
    const ledger = [ledgerTouch("t", daysFrom(now, -1))];
    const override = { memberId: "mem_ana", reason: "urgent", at: now };
    for (const touch of [{ obeys: false }, { override }]) {
      expect(decide({ facts: choice("weekly"), ledger, touch })).toMatchObject({
        because: { kind: "own_choice", pace: "weekly" },
        explanation: { override: { kind: "nobody", because: "own_choice" } },
      });
    }
    expect(say({ facts: choice("weekly"), ledger, touch: receipt })).toBe("send");
  });

  test("pause until a date", () => {
    const facts = choice(null, daysFrom(now, 2));
    expect(say({ facts })).toBe("hold own_pause 2026-05-22T08:00:00.000Z");
    expect(say({ facts, touch: receipt })).toBe("send");
    expect(say({ facts, at: daysFrom(now, 2) })).toBe("send");
  });
});

describe("let go early", () => {
  const override = { memberId: "mem_ana", reason: "the customer called", at: now };
  const rules = [perDays("daily", 1, 1)];
  const ledger = [handWritten("h", hoursFrom(now, -1))];
  test("lifts rules, hours, conversation and leave alone", () => {
    const facts: Partial<PersonFacts> = {
      hours: { workspace: { weekly: Array.from({ length: 7 }, () => []), dates: [] }, topics: {}, sequences: {} },
      exchanges: [{ memberId: "mem_bo", lastAt: now, replyId: null }],
      leaveAlone: [{ of: "company", until: daysFrom(now, 3), memberId: "mem_bo", reason: "deal" }],
    };
    expect(say({ facts, ledger, rules })).toMatch(/^hold/);
    expect(say({ facts, ledger, rules, touch: { override } })).toBe("send");
    const skipping = rules.map((rule) => ({ ...rule, atCap: "skip" as const }));
    expect(say({ ledger, rules: skipping, touch: { override } })).toBe("send");
  });

  test("lifts neither law, product, repeat nor pause", () => {
    const touch = { override, promotes: ["prd_1"], familyId: "fam_1" };
    expect(say({ facts: { optOuts: [{ topicId: null, at: now, source: "page" }] }, touch })).toBe("skip opted_out");
    expect(say({ facts: { products: [{ productId: "prd_1", fact: "bought", source: "api", at: now }] }, touch })).toBe(
      "skip product",
    );
    expect(say({ ledger: [ledgerTouch("t", daysFrom(now, -1), { familyId: "fam_1" })], touch })).toBe("skip repeat");
    expect(say({ facts: { pauses: [{ what: "workspace", id: "ws", since: now, memberId: null }] }, touch })).toBe(
      "hold paused open",
    );
  });
});

describe("the order of the checks", () => {
  const everything: Partial<PersonFacts> = {
    suppressions: [{ id: "sup_1", contactId: null, scope: "all", cause: "complaint", of: "person", at: now }],
    consent: { basis: "none", source: "list", at: null, ordinal: 0 },
    optOuts: [{ topicId: null, at: now, source: "page" }],
    leaveAlone: [{ of: "person", until: daysFrom(now, 1), memberId: "mem_ana", reason: "asked" }],
    exchanges: [{ memberId: "mem_ana", lastAt: now, replyId: null }],
    products: [{ productId: "prd_1", fact: "bought", source: "purchase", at: now }],
  };
  const touch = { promotes: ["prd_1"], familyId: "fam_1" };
  const ledger = [ledgerTouch("t", hoursFrom(now, -1), { familyId: "fam_1" })];
  test("each gives way to the next once it is gone", () => {
    const rules = [perDays("daily", 1, 1)];
    let facts = everything;
    const without = (over: Partial<PersonFacts>) => {
      facts = { ...facts, ...over };
      return say({ facts, ledger, touch, rules });
    };
    expect(say({ facts, ledger, touch, rules })).toBe("skip suppressed");
    expect(without({ suppressions: [] })).toBe("skip no_consent");
    expect(without({ consent: { basis: "opt_in", source: "form", at: null, ordinal: 0 } })).toBe("skip opted_out");
    expect(without({ optOuts: [] })).toBe("hold conversation open");
    expect(without({ exchanges: [] })).toBe("hold leave_alone 2026-05-21T08:00:00.000Z");
    expect(without({ leaveAlone: [] })).toBe("skip product");
    expect(without({ products: [] })).toBe("skip repeat");
    expect(say({ facts, touch, rules, ledger: [ledgerTouch("t", hoursFrom(now, -1))] })).toMatch(/^hold cap/);
  });

  test("what will be skipped once the hold ends is said", () => {
    const facts = { leaveAlone: everything.leaveAlone ?? [], products: everything.products ?? [] };
    expect(decide({ facts, touch })).toMatchObject({
      verdict: "hold",
      until: daysFrom(now, 1),
      because: { kind: "leave_alone" },
      explanation: { next: { kind: "skipped_then", at: daysFrom(now, 1), because: { kind: "product" } } },
    });
    expect(DAY_MS).toBe(daysFrom(now, 1) - now);
  });
});
