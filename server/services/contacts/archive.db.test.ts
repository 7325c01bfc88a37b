import { expect, test } from "vitest";
import { DAY_MS, toEpochMs } from "@/core/instant";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { archiveContacts, restoreContacts } from "@/server/services/contacts/archive";
import { putContact } from "@/server/services/contacts/put";
import { systemContext } from "@/server/services/context";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { enterSequences } from "@/server/services/enrollments/enter";
import { enterPerson, liveSequence } from "@/server/services/enrollments/testing/enrolled";
import { recordEvents } from "@/server/services/events/record";
import { getJourney } from "@/server/services/journeys/get";
import { decidePeople } from "@/server/services/touches/decide";
import { GATHER_MS, requestTouches } from "@/server/services/touches/request";
import { at, monday, touchOf } from "@/server/services/touches/testing/new-touch";

testDatabase();

const statesOf = async (personId: string) =>
  (
    await ownerSql()<
      { key: string; state: string; failure: string | null }[]
    >`select key, state, failure from touch where person_id = ${personId} and enrollment_id is null order by key`
  ).map(({ key, state, failure }) => [key, state, failure]);

test("an archived contact's passages end and what waits is taken back; nobody archived enters", async () => {
  const live = await liveSequence(
    drawGraph({ start: { kind: "trigger", next: { next: "one" } }, one: { kind: "email" } }),
  );
  const { workspaceId } = live;
  const ctx = systemContext({ workspaceId, name: "hand" });
  const who = await enterPerson(live);
  await advanceEnrollments([{ workspaceId, id: who.enrollmentId, epoch: 1 }]);
  await requestTouches(ownerSql(), [touchOf(live, who, { key: "a" })]);

  await archiveContacts({ ctx, input: { ids: [who.contactId] } });
  expect(await ownerSql()`select status from enrollment where id = ${who.enrollmentId}`).toEqual([
    { status: "finished" },
  ]);
  expect(await ownerSql()`select state from touch where enrollment_id = ${who.enrollmentId}`).toEqual([
    { state: "withdrawn" },
  ]);
  expect(await statesOf(who.personId)).toEqual([["a", "withdrawn", "archived"]]);
  const { rows } = await getJourney({ ctx, input: { contactId: who.contactId } });
  const said = rows.map(({ title, reason }) => `${title} ${reason}`).join("\n");
  expect(said).toContain("Contact archived");
  expect(said).toContain("The contact was archived before it left.");

  const enter = () =>
    ownerSql().begin((tx) => enterSequences(tx, [{ ...live, contactId: who.contactId, by: "hand" as const }]));
  expect(await enter()).toEqual([{ ok: false, reason: "no-contact" }]);
  await archiveContacts({ ctx, input: { ids: [who.contactId] } });
  await restoreContacts({ ctx, input: { ids: [who.contactId] } });
  expect(await enter()).not.toEqual([{ ok: false, reason: "no-contact" }]);
});

test("the governor refuses what asks for the attention of an archived contact, of that contact alone, until it is back", async () => {
  const world = await createWorkspace();
  const { workspaceId } = world;
  const ctx = systemContext({ workspaceId, name: "hand" });
  const who = await createContact(workspaceId);
  const other = await createContact(workspaceId);
  await ownerSql()`update contact set person_id = ${who.personId} where id = ${other.contactId}`; // one person, two addresses
  await archiveContacts({ ctx, input: { ids: [who.contactId] } });
  await requestTouches(ownerSql(), [
    touchOf(world, who, { key: "archived" }),
    touchOf(world, who, { key: "receipt", class: "transactional", repeat: { kind: "always" } }),
    touchOf(world, { ...who, contactId: other.contactId }, { key: "used" }),
  ]);
  await at(monday + GATHER_MS, () => decidePeople(workspaceId, [who.personId]));
  expect(await statesOf(who.personId)).toEqual([
    ["archived", "skipped", "archived"],
    ["receipt", "claimed", null],
    ["used", "claimed", null],
  ]);
  await restoreContacts({ ctx, input: { ids: [who.contactId] } });
  await requestTouches(ownerSql(), [touchOf(world, who, { key: "later", dueAt: toEpochMs(monday + DAY_MS) })]);
  await at(monday + DAY_MS + GATHER_MS, () => decidePeople(workspaceId, [who.personId]));
  expect((await statesOf(who.personId))[1]).toEqual(["later", "claimed", null]);
});

test("what an archived contact does leaves it archived; who names it as a contact brings it back", async () => {
  const { workspaceId } = await createWorkspace();
  const ctx = systemContext({ workspaceId, name: "hand" });
  const { contactId, email } = await createContact(workspaceId);
  const archived = async () => {
    const [row] = await ownerSql()`select archived_at is not null as archived from contact where id = ${contactId}`;
    return row?.archived;
  };
  await archiveContacts({ ctx, input: { ids: [contactId] } });
  await recordEvents({ ctx, input: [{ id: "1", type: "event", name: "visited", contact: { email } }] });
  expect(await archived()).toBe(true);
  await putContact({ ctx, input: { contact: { email } } });
  expect(await archived()).toBe(false);
});
