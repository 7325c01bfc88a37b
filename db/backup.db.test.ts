import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dumpDatabase, loadDatabase, readManifest } from "@/db/backup";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { migrateEngine } from "@/server/engine/migrate";

const source = testDatabase();
const target = testDatabase();
const takenAt = new Date("2026-11-22T10:00:00Z");
let folder: string;

beforeAll(async () => {
  folder = join(mkdtempSync(join(tmpdir(), "heed-backup-")), "one");
  const sql = source.database.ownerSql;
  await migrateEngine(sql, "engine");
  await migrateEngine(target.database.ownerSql, "engine");
  await sql`insert into workspace (id, name, slug) values ('wsp_1', 'Ünï "quoted"\\ 	tab', 'one')`;
  await sql`insert into workspace_setting (workspace_id, clock_offset_ms, clock_moved_at) values ('wsp_1', 9007199254740991, '2026-03-29T01:30:00.123Z')`;
  await sql`insert into team (id, workspace_id, name) values ('tea_1', 'wsp_1', 'Brand'), ('tea_2', 'wsp_1', '\\N')`;
  await sql`insert into sender (id, workspace_id, team_id, name, address) values ('snd_1', 'wsp_1', 'tea_1', 'A', 'a@example.com')`;
  await sql`insert into sandbox_mail (id, workspace_id, idempotency_key, from_address, to_address, subject, raw, received_at)
    values ('sbx_1', 'wsp_1', 'k', 'a@example.com', 'b@example.com', ${"line\nline"}, ${Buffer.from([0, 255, 10, 13, 92])}, now())`;
  await sql`insert into webhook_endpoint (id, workspace_id, url, secret, events) values ('whk_1', 'wsp_1', 'https://example.com', 's', ${["a,b", 'c"d', ""]})`;
  await sql`insert into person (id, workspace_id) values ('per_1', 'wsp_1')`;
  for (const id of ["cns_1", "cns_2"])
    await sql`insert into consent (id, workspace_id, person_id, basis, source, recorded_at) values (${id}, 'wsp_1', 'per_1', 'opt_in', 'form', now())`;
  await sql`insert into outbox (id, workspace_id, name, data) values ('evt_1', 'wsp_1', 'x', ${sql.json({ deep: [null, { t: "\u2028" }] })})`;
});
afterAll(() => rmSync(join(folder, ".."), { recursive: true }));

/** Every row of every table as text, to be compared. */
async function contents({ ownerSql }: Database): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const { schema, table } of readManifest(folder).tables) {
    all[`${schema}.${table}`] = await ownerSql.unsafe(`select t::text from "${schema}"."${table}" t order by 1`);
  }
  return all;
}

describe("backup and restore", () => {
  test("what comes back is what was there, row by row, and keys hold", async () => {
    const manifest = await dumpDatabase(source.database.ownerSql, folder, takenAt);
    expect(manifest.tables.length).toBeGreaterThan(40);
    expect(manifest.tables.reduce((sum, { rows }) => sum + rows, 0)).toBe(11);
    expect(manifest.tables.some(({ schema }) => schema === "engine")).toBe(true);
    await loadDatabase(target.database.ownerSql, folder);
    const before = await contents(source.database);
    expect(await contents(target.database)).toEqual(before);
    expect(JSON.stringify(before)).toContain("\u2028");
    const [next] = await target.database.ownerSql`
      insert into consent (id, workspace_id, person_id, basis, source, recorded_at)
      values ('cns_3', 'wsp_1', 'per_1', 'none', 'form', now()) returning ordinal::int`;
    expect(next).toEqual({ ordinal: 3 });
  });

  test("a database that is not empty is left as it is", async () => {
    await expect(loadDatabase(target.database.ownerSql, folder)).rejects.toThrow(/is not empty/);
    expect(await target.database.ownerSql`select id from team order by id`).toEqual([{ id: "tea_1" }, { id: "tea_2" }]);
  });

  test("a backup that was cut short is no backup, and a missing table loads nothing at all", async () => {
    const empty = target.database.ownerSql;
    await empty`truncate workspace, team, sandbox_mail, webhook_endpoint, outbox, person cascade`;
    rmSync(join(folder, "public.webhook_endpoint.copy.gz"));
    await expect(loadDatabase(empty, folder)).rejects.toThrow(/ENOENT/);
    expect(await empty`select 1 from team`).toEqual([]);
    rmSync(join(folder, "manifest.json"));
    expect(existsSync(folder)).toBe(true);
    await expect(loadDatabase(empty, folder)).rejects.toThrow(/manifest\.json/);
  });
});
