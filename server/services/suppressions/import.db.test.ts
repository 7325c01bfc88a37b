import { expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { systemContext } from "@/server/services/context";
import { importSuppressions } from "@/server/services/suppressions/import";
import { emailHash } from "@/server/services/suppressions/suppress";
import { decidePeople } from "@/server/services/touches/decide";
import { GATHER_MS, requestTouches } from "@/server/services/touches/request";
import { at, monday, touchOf } from "@/server/services/touches/testing/new-touch";

testDatabase();

test("another program's list: addresses and hashes, known and unknown, once however often it is taken over", async () => {
  const world = await createWorkspace();
  const ctx = systemContext({ workspaceId: world.workspaceId, name: "hand" });
  const named = await createContact(world.workspaceId, { email: "ana@acme.example" });
  const hashed = await createContact(world.workspaceId, { email: "bo@acme.example" });
  const text = [
    "\uFEFFemail;since",
    '"Ana@Acme.example";2024-01-01',
    emailHash("bo@acme.example").toUpperCase(),
    emailHash("nobody@else.example"),
    "stranger@else.example,unsubscribed",
    "no address here",
    "",
  ].join("\r\n");
  const input = { text, scope: "marketing_and_sales" as const, reason: "From the old newsletter program" };
  expect(await importSuppressions({ ctx, input })).toEqual({ added: 4, known: 0, unreadable: 1 });
  expect(await importSuppressions({ ctx, input })).toEqual({ added: 0, known: 4, unreadable: 1 });
  expect(
    await ownerSql()`select email_key, person_id, reason, source from suppression
      where workspace_id = ${world.workspaceId} order by email_key`,
  ).toEqual([
    { email_key: "ana@acme.example", person_id: named.personId, reason: "import", source: "csv" },
    { email_key: "bo@acme.example", person_id: hashed.personId, reason: "import", source: "csv" },
    { email_key: "stranger@else.example", person_id: null, reason: "import", source: "csv" },
    { email_key: null, person_id: null, reason: "import", source: "csv" },
  ]);
  await requestTouches(ownerSql(), [touchOf(world, hashed, { key: "a" })]);
  await at(monday + GATHER_MS, () => decidePeople(world.workspaceId, [hashed.personId]));
  expect(await ownerSql()`select state from touch where workspace_id = ${world.workspaceId}`).toEqual([
    { state: "skipped" },
  ]);
  await expect(importSuppressions({ ctx, input: { ...input, text: "email\n" } })).rejects.toMatchObject({
    fields: [{ path: "text" }],
  });
});
