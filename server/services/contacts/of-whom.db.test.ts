import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { ownerSql, withOwner } from "@/db/client";
import { touch } from "@/db/schema/touch";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { historyWhere } from "@/server/services/contacts/of-whom";

testDatabase();

test("the history of one contact is found by whose it is, among however many others'", {
  timeout: 60_000,
}, async () => {
  const { workspaceId } = await createWorkspace();
  const who = await createContact(workspaceId);
  await ownerSql().unsafe(
    `insert into person (id, workspace_id) select 'per_' || n, $1 from generate_series(1, 300) n`,
    [workspaceId],
  );
  await ownerSql().unsafe(
    `insert into contact (id, workspace_id, person_id) select 'ctc_' || n, $1, 'per_' || n from generate_series(1, 300) n`,
    [workspaceId],
  );
  const insert = `insert into touch (id, workspace_id, person_id, contact_id, key, state, source, class, obeys, counts, repeat, due_at)`;
  await ownerSql().unsafe(
    `${insert} select 'tch_' || n, $1, 'per_' || (1 + n % 300), 'ctc_' || (1 + n % 300), 'k' || n, 'skipped', 'sequence', 'sales', true,
       true, '{"kind":"never"}', now() from generate_series(1, 6000) n`,
    [workspaceId],
  );
  await ownerSql().unsafe(
    `${insert} values ('tch_own', $1, $2, $3, 'own', 'skipped', 'sequence', 'sales', true, true, '{"kind":"never"}', now())`,
    [workspaceId, who.personId, who.contactId],
  );
  await ownerSql()`analyze touch, contact`;
  const of = {
    workspaceId: touch.workspaceId,
    id: touch.id,
    contactId: touch.contactId,
    personId: touch.personId,
    at: touch.dueAt,
  };
  for (const by of [{ contactId: who.contactId }, { email: who.email }]) {
    const query = sql`select id from ${touch} where ${historyWhere(workspaceId, of, { limit: 50, ...by })}
      order by ${touch.id} desc limit 51`;
    const { rows, plan } = await withOwner(async (tx) => ({
      rows: await tx.execute(query),
      plan: await tx.execute(sql`explain ${query}`),
    }));
    expect(Array.from(rows)).toEqual([{ id: "tch_own" }]);
    expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toContain("touch_of_person");
  }
});
