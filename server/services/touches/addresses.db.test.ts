import { expect, test } from "vitest";
import type { Explanation } from "@/core/attention/decision";
import { emptyMessage } from "@/core/broadcast";
import { DAY_MS } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { previewAudience } from "@/server/services/broadcasts/audience";
import { createBroadcast, saveBroadcast } from "@/server/services/broadcasts/drafts";
import { startBroadcast } from "@/server/services/broadcasts/start";
import { workOnBroadcast } from "@/server/services/broadcasts/work";
import { systemContext } from "@/server/services/context";
import { suppressAddresses } from "@/server/services/suppressions/suppress";
import { decidePeople } from "@/server/services/touches/decide";
import { GATHER_MS, requestTouches } from "@/server/services/touches/request";
import { at, monday, touchOf } from "@/server/services/touches/testing/new-touch";

testDatabase();

/** One person by two addresses, the older of which does not exist any more. */
async function twoAddresses(workspaceId: string) {
  const old = await createContact(workspaceId, { email: "ana@old.example", firstName: "Ana" });
  const other = await createContact(workspaceId, { email: "ana@new.example", firstName: null });
  await ownerSql()`update contact set person_id = ${old.personId} where id = ${other.contactId}`;
  await suppressAddresses(ownerSql(), [
    {
      ...{ workspaceId, emailKey: "ana@old.example", personId: old.personId, scope: "all", reason: "bounce_hard" },
      ...{ source: "provider", evidenceRef: null },
    },
  ]);
  return { personId: old.personId, old, other };
}

const sent = (personId: string) =>
  ownerSql()<{ key: string; state: string; to: string | null; contact: string; because: Explanation }[]>`
    select split_part(key, '/', 1) as key, state, to_address as to, contact_id as contact, because from touch
    where person_id = ${personId} order by created_at, id`;

test("a broadcast reaches a person whose first address is dead at the one that lives, with the words meant for them", async () => {
  const world = await createWorkspace();
  const ctx = systemContext({ workspaceId: world.workspaceId, name: "test" });
  const who = await twoAddresses(world.workspaceId);
  await createContact(world.workspaceId);
  const { senderId, topicId } = world;
  const message = {
    ...emptyMessage(),
    senderId,
    topicId,
    subject: "News",
    body: 'Hello {{ first_name | default: "there" }}.',
  };
  const audience = { by: "everybody" as const };
  expect(await previewAudience({ ctx, input: { audience, class: "marketing", topicId } })).toMatchObject({
    people: 2,
    unreachable: { suppressed: 0, noConsent: 0, optedOut: 0 },
  });
  await at(monday, async () => {
    const { id } = await createBroadcast({ ctx, input: { name: "Harvest", audience } });
    const { revision } = await saveBroadcast({ ctx, input: { id, revision: 1, message } });
    expect(await startBroadcast({ ctx, input: { id, revision } })).toMatchObject({ ok: true });
    await workOnBroadcast(world.workspaceId, id, 60_000);
  });
  await at(monday + GATHER_MS, () => decidePeople(world.workspaceId, [who.personId]));
  const [touch] = await sent(who.personId);
  expect(touch).toMatchObject({ state: "claimed", to: "ana@new.example", contact: who.other.contactId });
  expect(touch?.because.address).toEqual({ contactId: who.old.contactId, because: "bounce_hard" });
  const [mail] =
    await ownerSql()`select merge_data->>'first_name' as name from touch where person_id = ${who.personId}`;
  expect(mail).toEqual({ name: "Ana" });
});

test("what names an address stays with it; what no address of theirs is left for is skipped", async () => {
  const world = await createWorkspace();
  const who = await twoAddresses(world.workspaceId);
  const of = { personId: who.personId, contactId: who.old.contactId };
  await requestTouches(ownerSql(), [
    touchOf(world, of, { key: "named" }),
    touchOf(world, of, { key: "meant", source: "sequence" }),
  ]);
  await at(monday + GATHER_MS, () => decidePeople(world.workspaceId, [who.personId]));
  const rows = new Map((await sent(who.personId)).map((row) => [row.key, row]));
  expect(rows.get("named")).toMatchObject({ state: "skipped", contact: who.old.contactId });
  expect(rows.get("meant")).toMatchObject({ state: "claimed", to: "ana@new.example" });

  await ownerSql()`update contact set archived_at = now() where id = ${who.other.contactId}`;
  await requestTouches(ownerSql(), [touchOf(world, of, { key: "later", source: "sequence" })]);
  await at(monday + DAY_MS, () => decidePeople(world.workspaceId, [who.personId]));
  const last = (await sent(who.personId)).find(({ key }) => key === "later");
  expect(last).toMatchObject({ state: "skipped", because: { because: { kind: "suppressed", cause: "bounce_hard" } } });
});
