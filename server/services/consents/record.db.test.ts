import { expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { listConsents, recordConsent } from "@/server/services/consents/record";
import { systemContext } from "@/server/services/context";
import { decidePeople } from "@/server/services/touches/decide";
import { GATHER_MS, requestTouches } from "@/server/services/touches/request";
import { at, monday, touchOf } from "@/server/services/touches/testing/new-touch";

testDatabase();

test("what was recorded last holds, also where the workspace's clock stood ahead before", async () => {
  const world = await createWorkspace();
  const ctx = systemContext({ workspaceId: world.workspaceId, name: "test" });
  const who = await createContact(world.workspaceId);
  const record = (basis: "opt_in" | "none", ms: number) =>
    at(ms, () => recordConsent({ ctx, input: { contactId: who.contactId, topicId: null, basis, source: "test" } }));
  await record("opt_in", monday + 90 * 86_400_000);
  await record("none", monday);
  const [newest] = await listConsents({ ctx, input: { contactId: who.contactId } });
  expect(newest?.basis).toBe("none");
  await requestTouches(ownerSql(), [touchOf(world, who, { key: "mail" })]);
  await at(monday + GATHER_MS, () => decidePeople(world.workspaceId, [who.personId]));
  const [touch] = await ownerSql()`select state, failure from touch where person_id = ${who.personId}`;
  expect(touch).toEqual({ state: "skipped", failure: "no_consent" });
});
