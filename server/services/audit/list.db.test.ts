import { expect, test } from "vitest";
import { withWorkspace } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { exportAudit, listAudit } from "@/server/services/audit/list";
import { writeAudit } from "@/server/services/audit-log";
import { eraseContact } from "@/server/services/contacts/erase";
import { apiKeyContext, memberContext } from "@/server/services/context";
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

test("a key is called by its name, by what it did too, also when it is gone", async () => {
  const { workspaceId } = await createWorkspace();
  const ctx = memberContext({ workspaceId, memberId: "mem_x", role: "owner", teamIds: [], offsetMs: 0 });
  const key = apiKeyContext({ workspaceId, apiKeyId: "key_gone", scopes: ["support"], offsetMs: 0 });
  await withWorkspace(ctx, async (tx) => {
    await writeAudit(tx, ctx, { action: "key.created", subjectRef: "key_gone", data: { name: "Help desk" } });
    await writeAudit(tx, key, { action: "support.looked", subjectRef: "nobody", data: { asked: "domain" } });
  });
  const { items } = await listAudit({ ctx, input: {} });
  expect(new Map(items.map(({ action, by, about }) => [action, [by, about]]))).toEqual(
    new Map([
      ["key.created", ["A former member", "Help desk"]],
      ["support.looked", ["The key Help desk", "a domain"]],
    ]),
  );
  const { csv, isCut } = await exportAudit({ ctx, input: { action: "support" } });
  expect(csv).toContain("Help desk");
  expect(isCut).toBe(false);
});
