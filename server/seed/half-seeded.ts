import type { Sql } from "postgres";

// The demo is written in thousands of transactions, and whoever presses Ctrl-C meanwhile must not get half of it the next time.
// What says so is a comment on the table of workspaces: it is there with the first of them, and needs no table of its own.
const NOTE = "the demo is being seeded";

export const noteSeedBegun = (sql: Sql) => sql.unsafe(`comment on table workspace is '${NOTE}'`);

export const noteSeedDone = (sql: Sql) => sql.unsafe("comment on table workspace is null");

/**
 * Empties the database of a seed that was not brought to its end; nobody can have used it, since the web server starts after it.
 * Answers whether there was one.
 */
export async function forgetHalfSeeded(sql: Sql): Promise<boolean> {
  const [said] = await sql<{ note: string | null }[]>`select obj_description('workspace'::regclass) as note`;
  if (said?.note !== NOTE) return false;
  await sql.begin(async (tx) => {
    const tables = await tx<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public' and tableowner = current_user`;
    await tx.unsafe(`truncate ${tables.map(({ name }) => name).join(", ")} cascade`);
    await tx.unsafe("comment on table workspace is null");
  });
  return true;
}
