import postgres, { type Sql } from "postgres";

/**
 * Writes rows by the million: as the superuser, without triggers and foreign keys, the tables' indexes built at the end.
 * What is measured afterwards is reading. `superuserUrl` names the very database.
 */
export async function loadInBulk(
  superuserUrl: string,
  tables: readonly string[],
  work: (sql: Sql) => Promise<void>,
): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql`set session_replication_role = replica`;
    await sql`set synchronous_commit = off`;
    await sql`set maintenance_work_mem = '512MB'`;
    const indexes = await sql<{ name: string; text: string }[]>`
      select i.indexname as name, i.indexdef as text from pg_indexes i
      where i.schemaname = 'public' and i.tablename = any(${[...tables]})
        and not exists (select 1 from pg_constraint c where c.conname = i.indexname)`;
    for (const { name } of indexes) await sql`drop index ${sql(name)}`;
    await work(sql);
    for (const { text } of indexes) await sql.unsafe(text);
    await sql.unsafe("vacuum analyze");
  } finally {
    await sql.end();
  }
}

/** The address of a database with the superuser's name and password. */
export function asSuperuser(superuserUrl: string, databaseUrl: string): string {
  const url = new URL(superuserUrl);
  url.pathname = new URL(databaseUrl).pathname;
  return url.href;
}
