import { expect, test } from "vitest";
import { addMs, toEpochMs } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { findMatch, NEWEST_TO } from "@/server/services/replies/find-match";
import { monday } from "@/server/services/touches/testing/new-touch";

testDatabase();

test("the last mail to an address is found among those of its person, not among all", async () => {
  const { workspaceId, senderId } = await createWorkspace();
  const rare = await createContact(workspaceId);
  const send = (who: typeof rare, many: number) =>
    ownerSql().unsafe(
      `insert into touch (id, workspace_id, person_id, contact_id, key, state, source, class, obeys, counts, sender_id,
         repeat, due_at, counted_at, claimed_at, content_hash, accepted_at, ended_at)
       select $3 || '_' || n, $1, $2, $3, $3 || '/' || n, 'accepted', 'api', 'marketing', true, true, $4, '{"kind":"never"}',
         t, t, t, 'hash', t, t
       from (select n, $5::timestamptz - n * interval '1 minute' as t from generate_series(1, $6::int) n) x`,
      [workspaceId, who.personId, who.contactId, senderId, new Date(monday), many],
    );
  await send(rare, 3);
  for (let n = 0; n < 50; n += 1) await send(await createContact(workspaceId), 200);
  await ownerSql()`analyze touch`;
  const [row] = await ownerSql()`select email_key from contact where id = ${rare.contactId}`;
  const addresses = [String(row?.email_key)];
  const since = addMs(toEpochMs(monday), -86_400_000);
  const found = await findMatch(ownerSql(), workspaceId, [{ method: "returned_address", addresses, since }]);
  expect(found).toMatchObject({ contactId: rare.contactId, touch: { id: `${rare.contactId}_1` } });
  const plan = await ownerSql().unsafe(`explain ${NEWEST_TO}`, [workspaceId, addresses, new Date(since).toISOString()]);
  expect(plan.map((line) => line["QUERY PLAN"]).join("\n")).not.toContain("Seq Scan on touch");
});
