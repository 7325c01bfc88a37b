import type { Sql } from "postgres";
import { migrations } from "./migrations";

/**
 * Brings the engine's schema up to date. Safe to call from several processes at once and again at any time:
 * an advisory lock lets one of them work while the others wait and then find nothing to do.
 */
export async function migrateEngine(sql: Sql, schema: string): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('engine migrations'), hashtext(${schema}))`;
    const [found] = await tx`select 1 from pg_namespace where nspname = ${schema}`;
    if (found === undefined) await tx`create schema ${tx(schema)}`;
    await tx`set local search_path to ${tx(schema)}`;
    await tx`create table if not exists migration (number integer primary key, applied_at timestamptz not null default now())`;
    const applied = new Set((await tx<{ number: number }[]>`select number from migration`).map((row) => row.number));
    for (const migration of migrations) {
      if (applied.has(migration.number)) continue;
      await tx.unsafe(migration.sql);
      await tx`insert into migration (number) values (${migration.number})`;
    }
  });
}
