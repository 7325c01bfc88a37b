import { expect, it } from "vitest";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { keyedBy } from "./by-key";

testDatabase();

it("finds a touch by its key, withdrawn or not, without reading the others", async () => {
  const world = await createWorkspace();
  const who = await createContact(world.workspaceId);
  const insert = (prefix: string, state: string, many: number) =>
    ownerSql().unsafe(
      `insert into touch (id, workspace_id, person_id, contact_id, key, state, source, class, obeys, counts, repeat, due_at)
       select $1 || '_' || $5 || n, $2, $3, $4, 'api/' || n, $5, 'api', 'sales', true, true, '{"kind":"never"}', now()
       from generate_series(1, $6::int) n`,
      [`${newId("touch")}${prefix}`, world.workspaceId, who.personId, who.contactId, state, many],
    );
  await insert("a", "withdrawn", 500);
  await insert("b", "skipped", 5_000);
  await ownerSql()`analyze touch`;
  const asked = `from touch t where t.workspace_id = '${world.workspaceId}' and ${keyedBy("t", "'api/7'")}`;
  const found = await ownerSql().unsafe(`select t.state ${asked} order by t.state`);
  expect(found.map(({ state }) => state)).toEqual(["skipped", "withdrawn"]);
  const plan = (await ownerSql().unsafe(`explain select t.id ${asked}`)).map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).toContain("touch_key_once");
  expect(plan).toContain("touch_withdrawn_key");
  expect(plan).not.toContain("Seq Scan");
});

it("lists what programs sent without reading what sequences did", async () => {
  const world = await createWorkspace();
  const who = await createContact(world.workspaceId);
  await ownerSql()`
    insert into touch (id, workspace_id, person_id, contact_id, key, state, source, class, obeys, counts, repeat, due_at)
    select 'tch_' || n, ${world.workspaceId}, ${who.personId}, ${who.contactId}, 'key/' || n, 'skipped',
      case when n <= 20 then 'api' else 'sequence' end, 'sales', true, true, '{"kind":"never"}', now()
    from generate_series(1, 5000) n`;
  await ownerSql()`analyze touch`;
  const rows = await ownerSql()`
    explain select * from touch where workspace_id = ${world.workspaceId} and source = 'api' order by id desc limit 51`;
  expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).toContain("touch_of_api");
});
