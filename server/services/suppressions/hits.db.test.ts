import { expect, test } from "vitest";
import { toEpochMs } from "@/core/instant";
import { ownerSql, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { previewAudience } from "@/server/services/broadcasts/audience";
import { getContact } from "@/server/services/contacts/get";
import { listContacts } from "@/server/services/contacts/list";
import { systemContext } from "@/server/services/context";
import { loadContactFacts } from "@/server/services/enrollments/load-contact-facts";
import { getJourney } from "@/server/services/journeys/get";
import { suppressionsOf } from "@/server/services/suppressions/hits";
import { emailHash, suppressAddresses } from "@/server/services/suppressions/suppress";
import { decidePeople } from "@/server/services/touches/decide";
import { GATHER_MS, requestTouches } from "@/server/services/touches/request";
import { at, monday, touchOf } from "@/server/services/touches/testing/new-touch";

testDatabase();

/** A person with two addresses, and a mail that waits for each. */
async function twoAddresses() {
  const world = await createWorkspace();
  const { workspaceId } = world;
  const first = await createContact(workspaceId);
  const second = { personId: first.personId, contactId: newId("contact"), email: `second-${first.email}` };
  await ownerSql()`insert into contact (id, workspace_id, person_id, email, email_key)
    values (${second.contactId}, ${workspaceId}, ${first.personId}, ${second.email}, ${second.email})`;
  const ctx = systemContext({ workspaceId, name: "test" });
  return { ...world, ctx, first, second, contactIds: [first.contactId, second.contactId] };
}
type World = Awaited<ReturnType<typeof twoAddresses>>;

/** Who of the two is suppressed, everywhere somebody asks: it is one answer. A broadcast goes round an address to one that lives. */
async function suppressedOf(of: World): Promise<boolean[]> {
  const { ctx, workspaceId, contactIds } = of;
  const refs = contactIds.map((contactId) => ({
    workspaceId,
    contactId,
    personId: of.first.personId,
    now: toEpochMs(monday),
  }));
  const facts = await loadContactFacts(ownerSql(), refs, new Set(["suppressed"] as const));
  const { items } = await listContacts({ ctx, input: {} });
  const answers: boolean[] = [];
  const cards = await Promise.all(contactIds.map((id) => getContact({ ctx, input: { id } })));
  const oneLives = cards.some(({ suppressions }) => suppressions.length === 0);
  for (const [n, id] of contactIds.entries()) {
    const journey = await at(monday, () => getJourney({ ctx, input: { contactId: id } }));
    const broadcast = await previewAudience({
      ctx,
      input: { audience: { by: "contacts", contactIds: [id] }, class: "sales", topicId: of.topicId },
    });
    const touch = touchOf(of, n === 0 ? of.first : of.second, { key: newId("touch"), class: "transactional" });
    await requestTouches(ownerSql(), [touch]);
    await at(monday + GATHER_MS, () => decidePeople(workspaceId, [of.first.personId]));
    const [sent] = await ownerSql()`select state from touch where key = ${touch.key}`;
    const seen = {
      card: (cards[n]?.suppressions.length ?? 0) > 0,
      list: items.find((one) => one.id === id)?.suppressed,
      condition: facts.get(id)?.facts.suppressed === "all",
      journey: journey.answer.startsWith("Never written to"),
      broadcast: broadcast.unreachable?.suppressed === 1,
      governor: sent?.state === "skipped",
    };
    const hit = seen.card;
    expect(seen).toEqual({
      ...seen,
      list: hit,
      condition: hit,
      journey: hit,
      broadcast: hit && !oneLives,
      governor: hit,
    });
    answers.push(hit);
  }
  return answers;
}

const suppress = (of: World, emailKey: string, reason: string) =>
  suppressAddresses(ownerSql(), [
    {
      workspaceId: of.workspaceId,
      emailKey,
      personId: of.first.personId,
      scope: "all",
      reason,
      source: "test",
      evidenceRef: null,
    },
  ]);

test("a dead address, or one they left with their company, is that address alone; once corrected it is free", async () => {
  for (const reason of ["bounce_hard", "left_company"]) {
    const of = await twoAddresses();
    expect(await suppressedOf(of)).toEqual([false, false]);
    await suppress(of, of.first.email, reason);
    expect(await suppressedOf(of)).toEqual([true, false]);
    await ownerSql()`update contact set email = 'right@example.com', email_key = 'right@example.com' where id = ${of.first.contactId}`;
    expect(await suppressedOf(of)).toEqual([false, false]);
  }
});

test("what the person said, or a member, holds for all their addresses, also where the address was dead before", async () => {
  for (const reason of ["complaint", "unsubscribe", "manual"]) {
    const of = await twoAddresses();
    await suppress(of, of.second.email, "bounce_hard");
    await suppress(of, of.second.email, reason);
    await suppress(of, of.second.email, "bounce_hard");
    expect(await suppressedOf(of)).toEqual([true, true]);
  }
});

test("a list of hashes hits whoever has the address, though it names nobody", async () => {
  const of = await twoAddresses();
  await ownerSql()`insert into suppression (id, workspace_id, email_hash, scope, reason, source)
    values (${newId("suppression")}, ${of.workspaceId}, ${emailHash(of.first.email)}, 'all', 'import', 'csv')`;
  expect(await suppressedOf(of)).toEqual([true, true]);
});

test("a request finds the suppressions of an address by its hash, not by reading all of them (docs/decisions/0081)", async () => {
  const { workspaceId } = await createWorkspace();
  const { contactId } = await createContact(workspaceId);
  await ownerSql()`insert into suppression (id, workspace_id, email_hash, scope, reason, source)
    select 'sup_plan' || n, ${workspaceId}, 'hash' || n, 'all', 'bounce_hard', 'test' from generate_series(1, 5000) n`;
  await ownerSql()`analyze suppression`;
  const plan = await withWorkspace({ workspaceId }, (tx) =>
    queryRows<{ "QUERY PLAN": string }>(
      tx,
      `explain select s.id from contact c cross join lateral ${suppressionsOf("c")} s where c.id = $1`,
      [contactId],
    ),
  );
  const text = plan.map((row) => row["QUERY PLAN"]).join("\n");
  expect(text).toMatch(/suppression_once.*\n?.*Index Cond:.*email_hash = /);
});
