import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { listAudit } from "@/server/services/audit/list";
import { eraseContact } from "@/server/services/contacts/erase";
import { memberContext } from "@/server/services/context";
import { getJourney } from "@/server/services/journeys/get";

testDatabase();

test("the log says whom it was about, as they are called today; of somebody erased only the id", async () => {
  const { workspaceId } = await createWorkspace();
  const ctx = memberContext({ workspaceId, memberId: "mem_x", role: "owner", teamIds: [], offsetMs: 0 });
  const { contactId, personId } = await createContact(workspaceId, { firstName: "Jonas", lastName: "Weber" });
  await getJourney({ ctx, input: { contactId } });
  const looked = async () =>
    (await listAudit({ ctx, input: { action: "person.viewed" } })).items.map(({ subjectRef, contact }) => ({
      subjectRef,
      contact,
    }));
  expect(await looked()).toEqual([{ subjectRef: personId, contact: { id: contactId, name: "Jonas Weber" } }]);
  await eraseContact({ ctx, input: { id: contactId, because: "asked" } });
  expect(await looked()).toEqual([{ subjectRef: personId, contact: null }]);
});
