import type { Sql } from "postgres";
import { type Loop, startLoop } from "@/server/worker/loop";

const LOOK_MS = 1_500;
/** Fewer changes than these make no plan a bad one; above `LARGE` PostgreSQL's own autovacuum is soon enough. */
const FEW = 200;
const LARGE = 200_000;
const OFTEN = 5;

/**
 * Has PostgreSQL count again what has doubled. Statements are planned once and kept: a plan made while a table held ten rows
 * reads all of it for each row it wants, and nobody makes it anew before the table is analyzed, which autovacuum does after a
 * minute at the earliest. A fresh installation would crawl through its first import.
 */
export function keepStatistics(sql: Sql): Loop {
  return startLoop("statistics", async () => {
    await analyzeGrown(sql);
    return LOOK_MS;
  });
}

/**
 * Analyzes each table that has doubled since the last time, or whose rows have changed so often that nothing may be as it was (a
 * message changes four times on its way, and is a row all the while). Answers their names.
 */
export async function analyzeGrown(sql: Sql): Promise<string[]> {
  const grown = await sql<{ schema: string; table: string }[]>`
    select s.schemaname as schema, s.relname as "table"
    from pg_stat_user_tables s join pg_class c on c.oid = s.relid
    where s.n_mod_since_analyze >= greatest(${FEW}, c.reltuples) and c.reltuples < ${LARGE}
      and (s.n_live_tup >= 2 * c.reltuples or s.n_mod_since_analyze >= ${OFTEN} * c.reltuples)
      and pg_has_role(c.relowner, 'usage')`;
  const done: string[] = [];
  for (const { schema, table } of grown) {
    // one worker counts, the others go on
    const [mine] = await sql.begin(async (tx) => {
      const [lock] = await tx<{ held: boolean }[]>`
        select pg_try_advisory_xact_lock(hashtext('statistics'), hashtext(${`${schema}.${table}`})) as held`;
      if (lock?.held) await tx`analyze ${tx(schema)}.${tx(table)}`;
      return [lock?.held ?? false];
    });
    if (mine) done.push(`${schema}.${table}`);
  }
  return done;
}
