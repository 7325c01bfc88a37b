import { expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";
import { analyzeGrown } from "@/server/worker/keep-statistics";

testDatabase();

test("a table that has grown is analyzed once, and again only when it has doubled", async () => {
  const sql = ownerSql();
  const { workspaceId } = await createWorkspace();
  await fill(workspaceId, 300);
  await expect.poll(() => analyzeGrown(sql), { timeout: 15_000 }).toContain("public.topic");
  await fill(workspaceId, 250);
  await sql`select pg_stat_force_next_flush()`;
  expect(await analyzeGrown(sql)).not.toContain("public.topic");
  await fill(workspaceId, 450);
  await expect.poll(() => analyzeGrown(sql), { timeout: 15_000 }).toContain("public.topic");
});

test("a table whose rows change again and again is analyzed too, though not at every turn", async () => {
  const sql = ownerSql();
  const { workspaceId } = await createWorkspace();
  await fill(workspaceId, 300);
  await sql`analyze topic`;
  const change = () => sql`update topic set name = gen_random_uuid()::text`;
  for (let n = 0; n < 2; n += 1) await change();
  await sql`select pg_stat_force_next_flush()`;
  expect(await analyzeGrown(sql)).not.toContain("public.topic");
  for (let n = 0; n < 4; n += 1) await change();
  await expect.poll(() => analyzeGrown(sql), { timeout: 15_000 }).toContain("public.topic");
});

async function fill(workspaceId: string, count: number): Promise<void> {
  await ownerSql()`
    insert into topic (id, workspace_id, name)
    select 'top_' || gen_random_uuid(), ${workspaceId}, gen_random_uuid()::text from generate_series(1, ${count}::int)`;
}
