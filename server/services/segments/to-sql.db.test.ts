import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { type Condition, evaluateCondition } from "@/core/audience";
import { operatorOf, operatorsFor } from "@/core/audience-operators";
import { type Subject, subjectKindOf } from "@/core/audience-subjects";
import { DAY_MS, toEpochMs } from "@/core/instant";
import { signalKinds } from "@/core/signal-filter";
import { ownerSql, withOwner, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import * as t from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { systemContext } from "@/server/services/context";
import { everyFact, loadContactFacts } from "@/server/services/enrollments/load-contact-facts";
import { loadSignals } from "@/server/services/enrollments/load-signals";
import { conditionFilter } from "@/server/services/segments/filter";
import { emailHash } from "@/server/services/suppressions/suppress";

testDatabase();

const now = toEpochMs("2026-05-04T10:00:00Z");
const words = [
  "",
  "pro",
  "Pro plan",
  "free",
  "7",
  "-3.5",
  "1e3",
  "9".repeat(400),
  "2026-05-04",
  "2025-05-04T08:00:00Z",
  "true",
  "yes",
  "Größe",
  "100%",
  "a_b",
];
const values = [...words, 7, 0, -3.5, 1000, true, false];

let workspaceId: string;
let topicId: string;
let products: string[];
const contacts: { contactId: string; personId: string }[] = [];

/** A crowd in which nearly every value of every subject occurs, by counter. */
beforeAll(async () => {
  ({ workspaceId, topicId } = await createWorkspace());
  products = [newId("product"), newId("product")];
  await withOwner((tx) =>
    tx.insert(t.product).values(products.map((id, n) => ({ id, workspaceId, key: `p${n}`, name: `P${n}` }))),
  );
  for (let n = 0; n < 60; n++) {
    const one = await createContact(workspaceId, {
      attributes: {
        ...(n % 3 === 0 ? {} : { plan: values[n % values.length] ?? null }),
        ...(n % 4 === 0 ? { seats: n - 20 } : {}),
      },
      country: n % 2 === 0 ? "IT" : null,
      firstName: n % 5 === 0 ? null : `First${n % 7}`,
      basis: (["opt_in", "customer", "legitimate_interest", "none"] as const)[n % 4] ?? "none",
    });
    contacts.push(one);
    await furnish(one, n);
    // every fourth has a second address
    const second = n % 4 === 2 ? `second${n}@example.com` : null;
    if (second !== null) contacts.push({ personId: one.personId, contactId: await addAddress(one.personId, second) });
    await suppressSome(n, one, second);
  }
});

async function addAddress(personId: string, email: string): Promise<string> {
  const id = newId("contact");
  await withOwner((tx) => tx.insert(t.contact).values({ id, workspaceId, personId, email, emailKey: email }));
  return id;
}

/** By a hash alone, as lists are imported; of an address alone, theirs or one they had before; of the person; and lifted. */
async function suppressSome(n: number, one: { personId: string; email: string }, second: string | null): Promise<void> {
  const kind = n % 9;
  const scope = n % 2 === 0 ? "all" : "marketing_and_sales";
  const [email, personId, reason] =
    kind === 0
      ? ([one.email, null, "import"] as const)
      : kind === 1
        ? ([one.email, one.personId, "bounce_hard"] as const)
        : kind === 2
          ? ([`old${n}@example.com`, one.personId, "left_company"] as const)
          : kind === 3
            ? ([second ?? `old${n}@example.com`, one.personId, "bounce_hard"] as const)
            : kind === 4
              ? ([second ?? one.email, one.personId, "complaint"] as const)
              : ([one.email, one.personId, kind === 5 ? "complaint" : "import"] as const);
  if (kind > 5) return;
  await withOwner((tx) =>
    tx.insert(t.suppression).values({
      ...{
        id: newId("suppression"),
        workspaceId,
        emailHash: emailHash(email),
        personId,
        scope,
        reason,
        source: "test",
      },
      liftedAt: kind === 5 ? new Date() : null,
    }),
  );
}

async function furnish({ contactId, personId }: { contactId: string; personId: string }, n: number): Promise<void> {
  const shared = { workspaceId, personId };
  const occurredAt = (days: number) => new Date(now - days * DAY_MS);
  await withOwner(async (tx) => {
    if (n % 2 === 1)
      await tx
        .insert(t.contactTag)
        .values({ id: newId("tag"), workspaceId, contactId, tag: n % 3 === 0 ? "vip" : "beta" });
    if (n % 3 === 1) {
      const choice = n % 2 === 0 ? "in" : "out";
      await tx
        .insert(t.topicChoice)
        .values({ id: newId("choice"), ...shared, topicId, choice, source: "test", chosenAt: occurredAt(1) });
    }
    if (n % 6 === 2) {
      const basis = n % 4 === 0 ? "opt_in" : "none";
      await tx
        .insert(t.consent)
        .values({ id: newId("consent"), ...shared, topicId, basis, source: "test", recordedAt: occurredAt(1) });
    }
    if (n % 7 === 3) {
      const scope = n % 2 === 0 ? "all" : "marketing_and_sales";
      await tx
        .insert(t.suppression)
        .values({ id: newId("suppression"), ...shared, emailHash: `h${n}`, scope, reason: "manual", source: "test" });
    }
    if (n % 4 === 1) {
      const fact = (["bought", "has_competing", "not_for_them"] as const)[n % 3] ?? "bought";
      await tx.insert(t.productFact).values({
        id: newId("productFact"),
        ...shared,
        productId: products[n % 2] ?? "",
        fact,
        source: "test",
        occurredAt: occurredAt(2),
      });
    }
    // mails of the topic, some answered, some ignored for long, and what was known before forgotten
    for (let m = 0; m < n % 8; m++) {
      const touchId = newId("touch");
      await tx
        .insert(t.touch)
        .values(touchOfTopic(personId, contactId, touchId, `${n}/${m}`, occurredAt(m * (3 + (n % 9)))));
      if (m === n % 5 && n % 2 === 0)
        await tx.insert(t.signal).values({
          id: newId("signal"),
          ...shared,
          contactId,
          touchId,
          kind: n % 4 === 0 ? "open" : "reply",
          name: "interested",
          source: "test",
          sourceId: `of ${touchId}`,
          verdict: n % 6 === 0 ? "machine" : "human",
          occurredAt: occurredAt(m * (3 + (n % 9))),
        });
    }
    if (n % 11 === 4)
      await tx.insert(t.interestReset).values({ id: newId("choice"), ...shared, topicId, resetAt: occurredAt(n % 3) });
    for (let s = 0; s < n % 4; s++) {
      const kind = signalKinds[(n + s) % signalKinds.length] ?? "event";
      await tx.insert(t.signal).values({
        id: newId("signal"),
        ...shared,
        contactId,
        kind,
        name:
          kind === "purchase"
            ? `p${n % 3}`
            : kind === "reply"
              ? (["interested", "out_of_office"][n % 2] ?? "")
              : kind === "event"
                ? "seen"
                : "",
        source: "test",
        sourceId: `${n}/${s}`,
        verdict: (["human", "human", "machine", "unsure"] as const)[(n + s) % 4] ?? "human",
        occurredAt: occurredAt((n * 7 + s) % 60),
        linkId: kind === "click" ? "l1" : null,
        data: {
          plan: words[n % words.length],
          seats: n,
          ...(kind === "purchase"
            ? {
                amount: n % 2 === 0 ? n : String(n),
                currency: "EUR",
                productIds: n % 5 === 0 ? products : n % 5 === 1 ? [products[1]] : [],
              }
            : {}),
        },
      });
    }
  });
}

const touchOfTopic = (personId: string, contactId: string, id: string, key: string, countedAt: Date) => ({
  id,
  workspaceId,
  personId,
  contactId,
  key,
  state: "accepted",
  source: "sequence",
  class: "marketing",
  obeys: true,
  counts: true,
  topicId,
  promotes: products.slice(0, 1),
  repeat: { kind: "never" as const },
  dueAt: countedAt,
  claimedAt: countedAt,
  handedOverAt: countedAt,
  contentHash: key,
  acceptedAt: countedAt,
  countedAt,
  endedAt: countedAt,
});

const attribute = fc.record({
  on: fc.constant("attribute" as const),
  key: fc.constantFrom("plan", "seats", "country", "first_name", "email", "company", "nothing"),
  type: fc.constantFrom("text" as const, "number" as const, "date" as const, "boolean" as const),
});
const filter = fc.record({
  signal: fc.constantFrom(...signalKinds),
  name: fc.constantFrom("", "seen", "other"),
  linkId: fc.constantFrom("", "l1", "l2"),
  replyClasses: fc.constantFrom<string[]>([], ["interested"], ["out_of_office"]),
  productId: fc.constantFrom("", "P0", "P1"),
  where: fc.array(
    fc.record({
      path: fc.constantFrom("plan", "seats", "gone"),
      op: fc.constantFrom(
        "is" as const,
        "is-not" as const,
        "contains" as const,
        "at-least" as const,
        "at-most" as const,
        "exists" as const,
      ),
      value: fc.constantFrom("pro", "7", 7, 20, true, "", null),
    }),
    { maxLength: 2 },
  ),
  sameKey: fc.boolean(),
});
const ofTopic = (on: "topic" | "interest" | "consent") =>
  fc.constantFrom<Subject>({ on, topicId: "TOPIC" }, { on, topicId: "top_gone" });
const ofProduct = (on: "product" | "purchases" | "spending") =>
  fc.constantFrom<Subject>({ on, productId: "P0" }, { on, productId: "P1" });
const subject: fc.Arbitrary<Subject> = fc.oneof(
  { weight: 3, arbitrary: attribute },
  fc.constant({ on: "tags" as const }),
  ofTopic("topic"),
  ofTopic("interest"),
  ofTopic("consent"),
  ofProduct("product"),
  ofProduct("purchases"),
  ofProduct("spending"),
  fc.constant({ on: "purchases" as const, productId: "" }),
  fc.constant({ on: "spending" as const, productId: "" }),
  fc.constant({ on: "suppression" as const }),
  filter.map((one) => ({ on: "signals" as const, filter: one })),
);

const numbers = [0, 1, 2, 7, 20, -3.5, 1000];
const operands: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  none: fc.constant(null),
  text: fc.constantFrom("pro", "PRO", "free", "%", "_", "größe", "First1", "7", "it"),
  number: fc.constantFrom(...numbers),
  range: fc.record({ from: fc.constantFrom(0, 1), to: fc.constantFrom(7, 1000) }),
  date: fc.constantFrom("2026-05-04", "2025-05-04", "2026-01-01"),
  days: fc.constantFrom(0, 1, 7, 30, 400),
  list: fc.subarray(
    [
      "vip",
      "beta",
      "in",
      "out",
      "unchosen",
      "opt_in",
      "none",
      "unknown",
      "interested",
      "cold",
      "bought",
      "has_competing",
      "no",
      "all",
      "marketing-and-sales",
      "pro",
      "free",
      "it",
    ],
    { minLength: 1 },
  ),
  count: fc.record({ count: fc.constantFrom(1, 2), days: fc.constantFrom(null, 7, 30) }),
  sum: fc.record({ sum: fc.constantFrom(5, 20, 40), days: fc.constantFrom(null, 7, 30) }),
};

const testOf = subject.chain((about) => {
  const fitting = operatorsFor(subjectKindOf(about).type);
  return fc.constantFrom(...fitting).chain(({ id, operator }) =>
    (operands[operator.operand] ?? fc.constant(null)).map((value) => ({
      type: "test" as const,
      subject: about,
      op: id,
      value,
    })),
  );
});
const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    testOf as fc.Arbitrary<Condition>, // its operand is JSON, which fast-check calls unknown
    fc.record({
      type: fc.constantFrom("all" as const, "any" as const, "none" as const),
      of: fc.array(tie("node"), { maxLength: 3 }),
    }),
  ),
})).node;

/** Ids are known once the rows are there. */
function withIds(one: Condition): Condition {
  const text = JSON.stringify(one)
    .replaceAll('"TOPIC"', JSON.stringify(topicId))
    .replaceAll('"P0"', JSON.stringify(products[0]))
    .replaceAll('"P1"', JSON.stringify(products[1]));
  return JSON.parse(text) as Condition; // what was a condition is one
}

test("SQL finds exactly those for whom core says the condition holds", { timeout: 120_000 }, async () => {
  const ctx = { ...systemContext({ workspaceId, name: "test" }), now: () => new Date(now) };
  const refs = contacts.map((one) => ({ workspaceId, ...one, now }));
  const facts = await loadContactFacts(ownerSql(), refs, everyFact);
  const signals = await loadSignals(
    ownerSql(),
    refs.map((ref) => ({ ...ref, since: toEpochMs(0) })),
  );
  const interests = new Set([...facts.values()].map(({ facts: { interest } }) => interest[topicId]));
  expect(interests).toEqual(new Set(["interested", "cold", "unknown", undefined]));
  const suppressed = [...facts.values()].filter(({ facts: { suppressed: one } }) => one !== "no");
  expect(suppressed.length).toBeGreaterThan(15);
  expect(suppressed.length).toBeLessThan(contacts.length - 15);
  let matched = 0;
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(condition, async (drawn) => {
      const one = withIds(drawn);
      for (const op of JSON.stringify(one).matchAll(/"op":"([a-z-]+)"/g))
        if (operatorOf(op[1] ?? "")) seen.add(op[1] ?? "");
      const expected = contacts
        .filter(({ contactId, personId }) => {
          const known = facts.get(contactId);
          if (!known) throw new Error("a contact is missing");
          return evaluateCondition(
            one,
            { contact: known.facts, signals: signals.get(personId) ?? [], entry: null },
            now,
            "UTC",
          );
        })
        .map(({ contactId }) => contactId);
      const found = await withWorkspace(ctx, async (tx) =>
        tx
          .select({ id: t.contact.id })
          .from(t.contact)
          .where(and(eq(t.contact.workspaceId, workspaceId), await conditionFilter(tx, ctx, one))),
      );
      expect(found.map(({ id }) => id).sort(), JSON.stringify(one)).toEqual(expected.sort());
      if (expected.length > 0 && expected.length < contacts.length) matched += 1;
    }),
    { numRuns: 600 },
  );
  expect(matched).toBeGreaterThan(100); // neither everybody nor nobody: the crowd tells conditions apart
  expect(seen.size).toBeGreaterThan(20);
});
