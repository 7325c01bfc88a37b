import { expect, test } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createContact, createSequence, createWorkspace } from "@/db/testing/factories";
import { eraseContact } from "@/server/services/contacts/erase";
import { endApart, keepApart, listApart } from "@/server/services/contacts/merge/apart";
import { findDuplicates } from "@/server/services/contacts/merge/duplicates";
import { mergeContacts } from "@/server/services/contacts/merge/merge";
import { previewMerge } from "@/server/services/contacts/merge/preview";
import { systemContext } from "@/server/services/context";
import { enterSequences } from "@/server/services/enrollments/enter";
import { recordSignals } from "@/server/services/signals/record";
import { suppressAddresses } from "@/server/services/suppressions/suppress";
import { decidePeople } from "@/server/services/touches/decide";
import { GATHER_MS, requestTouches } from "@/server/services/touches/request";
import { at, monday, touchOf } from "@/server/services/touches/testing/new-touch";

testDatabase();

const onceADay = {
  id: "rul_1",
  version: 1,
  name: "Once a day",
  scope: { kind: "everything" },
  max: 1,
  window: { kind: "rolling", lengthMs: 86_400_000 },
  minGapMs: null,
  counts: null,
  appliesTo: null,
  atCap: "hold",
  shelfLifeMs: null,
} as const;

async function twoOfOne(rules: readonly (typeof onceADay)[] = []) {
  const world = await createWorkspace({ rules });
  const ctx = systemContext({ workspaceId: world.workspaceId, name: "hand" });
  const keep = await createContact(world.workspaceId, { firstName: "Ana", lastName: "Ruiz", phone: "+49 40 1234567" });
  const other = await createContact(world.workspaceId, { firstName: "A.", lastName: "Ruiz", phone: "0049401234567" });
  const input = { keepId: keep.contactId, otherId: other.contactId, reason: "Said so" };
  return { ...world, ctx, keep, other, input };
}

const statesOf = async (workspaceId: string) =>
  ownerSql()`select key, state, person_id from touch where workspace_id = ${workspaceId} order by key`;

test("one ledger: what was sent to the one address holds back what waits for the other", async () => {
  const { workspaceId, ctx, keep, other, input, ...world } = await twoOfOne([onceADay]);
  const of = { workspaceId, ...world };
  await requestTouches(ownerSql(), [touchOf(of, keep, { key: "a" })]);
  await at(monday + GATHER_MS, () => decidePeople(workspaceId, [keep.personId]));
  await requestTouches(ownerSql(), [touchOf(of, other, { key: "b" })]);
  expect(await at(monday, () => previewMerge({ ctx, input }))).toMatchObject({
    keep: { name: "Ana Ruiz", sent: 1, addresses: [keep.email] },
    other: { waiting: 1, addresses: [other.email] },
    twins: [],
    lastWeek: 1,
  });
  await mergeContacts({ ctx, input });
  expect(await at(monday + 60_000, () => decidePeople(workspaceId, [keep.personId]))).toMatchObject({ claimed: [] });
  expect(await statesOf(workspaceId)).toEqual([
    { key: "a", state: "claimed", person_id: keep.personId },
    { key: "b", state: "held", person_id: keep.personId },
  ]);
  await expect(mergeContacts({ ctx, input })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("while both are being decided and merged at once, nobody gets more than the rule allows after the merge", async () => {
  const pairs = await Promise.all(Array.from({ length: 12 }, () => twoOfOne([onceADay])));
  for (const { keep, other, workspaceId, senderId, topicId } of pairs) {
    await requestTouches(ownerSql(), [
      touchOf({ workspaceId, senderId, topicId }, keep, { key: "a" }),
      touchOf({ workspaceId, senderId, topicId }, other, { key: "b" }),
    ]);
  }
  await at(monday + GATHER_MS, () =>
    Promise.all(
      pairs.flatMap(({ ctx, input, workspaceId, keep, other }) => [
        decidePeople(workspaceId, [other.personId]),
        mergeContacts({ ctx, input }),
        decidePeople(workspaceId, [keep.personId]),
      ]),
    ),
  );
  for (const { workspaceId, keep } of pairs) {
    const before = await statesOf(workspaceId);
    await at(monday + GATHER_MS, () => decidePeople(workspaceId, [keep.personId]));
    const after = await statesOf(workspaceId);
    expect(after.map(({ person_id }) => person_id)).toEqual([keep.personId, keep.personId]);
    // two only where each was let go while they were two
    const claimed = before.filter(({ state }) => state === "claimed").length;
    expect(after.filter(({ state }) => state === "claimed")).toHaveLength(Math.max(1, claimed));
  }
});

test("everything moves; where they said different things the quieter one holds", async () => {
  const { workspaceId, ctx, keep, other, topicId, input } = await twoOfOne();
  const sql = ownerSql();
  const choose = (personId: string, choice: string) =>
    sql`insert into topic_choice (id, workspace_id, person_id, topic_id, choice, source, chosen_at)
      values (${newId("choice")}, ${workspaceId}, ${personId}, ${topicId}, ${choice}, 'preferences', now())`;
  await choose(keep.personId, "in");
  await choose(other.personId, "out");
  await sql`update person set frequency = 'weekly' where id = ${keep.personId}`;
  await sql`update person set frequency = 'monthly', leave_alone_until = '2027-01-01', leave_alone_reason = 'On leave',
    leave_alone_by = 'mem_1', untracked_at = now() where id = ${other.personId}`;
  await suppressAddresses(sql, [
    {
      workspaceId,
      emailKey: other.email,
      personId: other.personId,
      scope: "marketing_and_sales",
      reason: "unsubscribe",
      source: "one-click",
      evidenceRef: null,
    },
  ]);
  const product = newId("product");
  await sql`insert into product (id, workspace_id, key, name) values (${product}, ${workspaceId}, 'pro', 'Pro')`;
  for (const [who, when] of [
    [keep, "2026-02-01"],
    [other, "2026-01-01"],
  ] as const)
    await sql`insert into product_fact (id, workspace_id, person_id, product_id, fact, source, occurred_at)
      values (${newId("productFact")}, ${workspaceId}, ${who.personId}, ${product}, 'bought', 'purchase', ${when})`;
  const signal = {
    workspaceId,
    kind: "event",
    name: "seen",
    source: "api",
    verdict: "human",
    occurredAt: monday,
  } as const;
  await recordSignals(sql, [{ ...signal, ...other, sourceId: "s1" } as never]);
  await mergeContacts({ ctx, input });

  expect(await sql`select choice from topic_choice where workspace_id = ${workspaceId}`).toEqual([{ choice: "out" }]);
  expect(
    await sql`select frequency, leave_alone_reason, untracked_at is not null as untracked from person where id = ${keep.personId}`,
  ).toEqual([{ frequency: "monthly", leave_alone_reason: "On leave", untracked: true }]);
  expect(
    await sql`select to_char(occurred_at, 'YYYY-MM-DD') as day from product_fact where workspace_id = ${workspaceId}`,
  ).toEqual([{ day: "2026-01-01" }]);
  expect(await sql`select person_id from suppression where workspace_id = ${workspaceId}`).toEqual([
    { person_id: keep.personId },
  ]);
  for (const table of ["contact", "consent", "signal"]) {
    expect(await sql`select distinct person_id from ${sql(table)} where workspace_id = ${workspaceId}`).toEqual([
      { person_id: keep.personId },
    ]);
  }
  const [row] = await sql`select action, reason, person_id from audit where workspace_id = ${workspaceId}`;
  expect(row).toEqual({ action: "contact.merged", reason: "Said so", person_id: keep.personId });
  expect(await sql`select merged_into from person where id = ${other.personId}`).toEqual([
    { merged_into: keep.personId },
  ]);
});

test("nobody travels one sequence twice: the other's passage ends", async () => {
  const { workspaceId, ctx, keep, other, input } = await twoOfOne();
  const pause = { mode: "for", duration: { amount: 1, unit: "days" } };
  const { sequenceId } = await createSequence(
    workspaceId,
    drawGraph({
      start: { kind: "trigger", next: { next: "pause" } },
      pause: { kind: "delay", config: pause, next: { next: "end" } },
      end: { kind: "exit" },
    }),
    { name: "Trial" },
  );
  await ownerSql().begin((tx) =>
    enterSequences(
      tx,
      [keep, other].map(({ contactId }) => ({ workspaceId, sequenceId, contactId, by: "hand" as const })),
    ),
  );
  expect(await previewMerge({ ctx, input })).toMatchObject({ twins: ["Trial"] });
  await mergeContacts({ ctx, input });
  expect(
    await ownerSql()`select contact_id, status, person_id from enrollment where workspace_id = ${workspaceId} order by status`,
  ).toEqual([
    { contact_id: keep.contactId, status: "active", person_id: keep.personId },
    { contact_id: other.contactId, status: "finished", person_id: keep.personId },
  ]);
});

test("where it is entered once for each cart, only the passage of the same cart ends", async () => {
  const { workspaceId, ctx, keep, other, input } = await twoOfOne();
  const pause = { mode: "for", duration: { amount: 1, unit: "days" } };
  const { sequenceId } = await createSequence(
    workspaceId,
    drawGraph({
      start: {
        kind: "trigger",
        config: { reentry: { mode: "once-per-key" }, keyPath: "cart_id" },
        next: { next: "pause" },
      },
      pause: { kind: "delay", config: pause, next: { next: "end" } },
      end: { kind: "exit" },
    }),
    { name: "Carts" },
  );
  const left = ({ contactId }: { contactId: string }, cart_id: string) => ({
    workspaceId,
    sequenceId,
    contactId,
    by: "event" as const,
    data: { cart_id },
  });
  await ownerSql().begin((tx) => enterSequences(tx, [left(keep, "a"), left(other, "b")]));
  expect(await previewMerge({ ctx, input })).toMatchObject({ twins: [] });
  await ownerSql().begin((tx) => enterSequences(tx, [left(other, "a")]));
  expect(await previewMerge({ ctx, input })).toMatchObject({ twins: ["Carts"] });
  await mergeContacts({ ctx, input });
  expect(
    await ownerSql()`select contact_id, entry_key, status from enrollment where workspace_id = ${workspaceId} order by status, entry_key`,
  ).toEqual([
    { contact_id: keep.contactId, entry_key: "key:a", status: "active" },
    { contact_id: other.contactId, entry_key: "key:b", status: "active" },
    { contact_id: other.contactId, entry_key: "key:a", status: "finished" },
  ]);
});

test("a row written for the one who is gone goes to the one who stays, also if the merge was still under way", async () => {
  const { workspaceId, ctx, keep, other, input } = await twoOfOne();
  const add = (sourceId: string) =>
    recordSignals(ownerSql(), [
      {
        workspaceId,
        personId: other.personId,
        contactId: other.contactId,
        kind: "event",
        name: "seen",
        source: "api",
        sourceId,
        verdict: "human",
        occurredAt: monday as never,
      },
    ]);
  // somebody who has read the person's id before the merge writes while it is under way, and after
  await Promise.all([mergeContacts({ ctx, input }), ...Array.from({ length: 8 }, (_, n) => add(`during-${n}`))]);
  await add("after");
  expect(
    await ownerSql()`select person_id, count(*)::int as n from signal where workspace_id = ${workspaceId} group by 1`,
  ).toEqual([{ person_id: keep.personId, n: 9 }]);
});

test("three become one, in whatever order, and are erased as one", async () => {
  const { workspaceId, ctx, keep, other, input } = await twoOfOne();
  const third = await createContact(workspaceId);
  await mergeContacts({ ctx, input: { keepId: other.contactId, otherId: third.contactId, reason: "Same" } });
  await mergeContacts({ ctx, input });
  expect(
    await ownerSql()`select distinct merged_into from person where workspace_id = ${workspaceId} and id <> ${keep.personId}`,
  ).toEqual([{ merged_into: keep.personId }]);
  await eraseContact({ ctx, input: { id: third.contactId, because: "asked" } });
  expect(await ownerSql()`select email from contact where workspace_id = ${workspaceId} and email is not null`).toEqual(
    [],
  );
  await expect(
    mergeContacts({
      ctx,
      input: { keepId: keep.contactId, otherId: (await createContact(workspaceId)).contactId, reason: "x" },
    }),
  ).rejects.toMatchObject({ code: "CONFLICT" });
});

test("who may be the same person is found by number, mailbox and name", async () => {
  const { workspaceId, ctx, keep, other } = await twoOfOne();
  const tagged = await createContact(workspaceId, { email: keep.email.replace("@", "+shop@") });
  const named = await createContact(workspaceId, { firstName: "ana", lastName: "RUIZ " });
  await createContact(workspaceId, { firstName: "Ana", lastName: "Ruiz-Lopez" });
  const found = await findDuplicates({ ctx, input: { contactId: keep.contactId } });
  expect(found.map(({ contactId, because }) => [contactId, because])).toEqual([
    [other.contactId, "telephone"],
    [tagged.contactId, "address"],
    [named.contactId, "name"],
  ]);
});

test("two who were looked at and are not one person are not suggested again, by any address of either", async () => {
  const { workspaceId, ctx, keep, other } = await twoOfOne();
  const suggestedTo = async (contactId: string) =>
    (await findDuplicates({ ctx, input: { contactId } })).map((one) => one.contactId);
  expect(await suggestedTo(keep.contactId)).toEqual([other.contactId]);
  await keepApart({ ctx, input: { contactId: keep.contactId, otherId: other.contactId } });
  await keepApart({ ctx, input: { contactId: other.contactId, otherId: keep.contactId } });
  expect(await suggestedTo(keep.contactId)).toEqual([]);
  expect(await suggestedTo(other.contactId)).toEqual([]);
  const second = await createContact(workspaceId, { phone: "0049401234567" });
  expect(await suggestedTo(keep.contactId)).toEqual([second.contactId]);
  await mergeContacts({ ctx, input: { keepId: other.contactId, otherId: second.contactId, reason: "Said so" } });
  expect(await suggestedTo(keep.contactId)).toEqual([]);
  // taken back by another address of the two
  expect(await listApart({ ctx, input: { contactId: second.contactId } })).toMatchObject([
    { contactId: keep.contactId },
  ]);
  expect(await listApart({ ctx, input: { contactId: keep.contactId } })).toMatchObject([
    { contactId: other.contactId },
  ]);
  await endApart({ ctx, input: { contactId: keep.contactId, otherId: second.contactId } });
  await endApart({ ctx, input: { contactId: keep.contactId, otherId: second.contactId } });
  expect(await listApart({ ctx, input: { contactId: keep.contactId } })).toEqual([]);
  expect(await suggestedTo(keep.contactId)).not.toEqual([]);
  const said =
    await ownerSql()`select 1 from audit where workspace_id = ${workspaceId} and action = 'contact.apart-ended'`;
  expect(said).toHaveLength(1);
});
