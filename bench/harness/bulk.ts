import postgres, { type Sql } from "postgres";

/** Rows that need none of another piece's. */
export type Piece = (sql: Sql) => Promise<unknown>;

/**
 * Writes rows by the million: as the superuser, two pieces at a time, without triggers and foreign keys, the tables' indexes
 * built at the end. What is measured afterwards is reading, so the disk is not waited for meanwhile.
 * `superuserUrl` names the very database. @param limits `until`: when a statement under way is ended, in ms of `performance.now()`
 * @throws PostgresError 57014 when the time is over
 */
export async function loadInBulk(
  superuserUrl: string,
  tables: readonly string[],
  work: Piece | readonly Piece[],
  limits: { readonly until?: number; readonly say?: (line: string) => void } = {},
): Promise<void> {
  const lanes = await Promise.all([openLane(superuserUrl, limits.until), openLane(superuserUrl, limits.until)]);
  const [sql] = lanes;
  const began = performance.now();
  const note = (what: string) =>
    limits.say?.(`  ${what} there after ${Math.round((performance.now() - began) / 1_000)} s`);
  try {
    await setServer(sql, WHILE_LOADING);
    const indexes = await sql<{ name: string; text: string }[]>`
      select i.indexname as name, i.indexdef as text from pg_indexes i
      where i.schemaname = 'public' and i.tablename = any(${[...tables]})
        and not exists (select 1 from pg_constraint c where c.conname = i.indexname)
      order by i.tablename desc`;
    for (const { name } of indexes) await sql`drop index ${sql(name)}`;
    await shareOut(lanes, typeof work === "function" ? [work] : work);
    note("rows");
    await shareOut(
      lanes,
      indexes.map(
        ({ text }) =>
          (lane) =>
            lane.unsafe(text),
      ),
    );
    note("indexes");
    await sql.unsafe("vacuum analyze");
    note("statistics");
  } finally {
    await sql`set statement_timeout = 0`;
    await setServer(sql, []);
    await sql.unsafe("checkpoint");
    await Promise.all(lanes.map((lane) => lane.end()));
  }
}

/** What only holds while rows are loaded: nothing waits for the disk, and the log is not written out again and again. */
const WHILE_LOADING = ["fsync = off", "full_page_writes = off", "max_wal_size = '16GB'", "autovacuum = off"];

async function setServer(sql: Sql, settings: readonly string[]): Promise<void> {
  await sql.unsafe("alter system reset all");
  for (const setting of settings) await sql.unsafe(`alter system set ${setting}`);
  await sql.unsafe("select pg_reload_conf()");
}

async function openLane(superuserUrl: string, until = Number.POSITIVE_INFINITY): Promise<Sql> {
  const sql = postgres(superuserUrl, { max: 1, idle_timeout: 0, max_lifetime: 0, onnotice: () => undefined });
  await sql`set session_replication_role = replica`;
  await sql`set synchronous_commit = off`;
  await sql`set maintenance_work_mem = '512MB'`;
  await sql`set max_parallel_maintenance_workers = 0`; // the lanes take the cores
  if (Number.isFinite(until)) {
    const leftMs = Math.max(1, Math.round(until - performance.now()));
    await sql`select set_config('statement_timeout', ${String(leftMs)}, false)`;
  }
  return sql;
}

/** Each lane takes the next piece when it is done with one. */
async function shareOut(lanes: readonly Sql[], work: readonly Piece[]): Promise<void> {
  const waiting = [...work];
  await Promise.all(
    lanes.map(async (lane) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await next(lane);
    }),
  );
}

/** The address of a database with the superuser's name and password. */
export function asSuperuser(superuserUrl: string, databaseUrl: string): string {
  const url = new URL(superuserUrl);
  url.pathname = new URL(databaseUrl).pathname;
  return url.href;
}
