import postgres from "postgres";

/** How a server is started whose statements are to be watched, planning included. */
export const WATCHED = ["shared_preload_libraries=pg_stat_statements", "pg_stat_statements.track_planning=on"];

/** Begins to note what each statement costs; the server must have been started with pg_stat_statements preloaded. */
export async function watchStatements(superuserUrl: string): Promise<void> {
  await asAdmin(superuserUrl, async (sql) => {
    await sql`create extension if not exists pg_stat_statements`;
    await sql`select pg_stat_statements_reset()`;
  });
}

/** The statements that took most time since, one a line: total ms, calls, ms a call, ms of all planning, plans made, rows, blocks touched a call, text. */
export async function dearestStatements(superuserUrl: string, count = 25): Promise<string> {
  return asAdmin(superuserUrl, async (sql) => {
    const rows = await sql<
      {
        total: number;
        calls: number;
        mean: number;
        planning: number;
        plans: number;
        rows: number;
        blocks: number;
        query: string;
      }[]
    >`
      select total_exec_time + total_plan_time as total, calls::int, mean_exec_time as mean, total_plan_time as planning, plans::int, rows::int,
        round((shared_blks_hit + shared_blks_read)::numeric / greatest(calls, 1))::int as blocks, query
      from pg_stat_statements order by total_exec_time + total_plan_time desc limit ${count}`;
    return rows
      .map(({ total, calls, mean, planning, plans, rows: found, blocks, query }) =>
        [
          total.toFixed(0),
          calls,
          mean.toFixed(2),
          planning.toFixed(0),
          plans,
          found,
          blocks,
          query.replace(/\s+/g, " ").slice(0, 160),
        ].join("\t"),
      )
      .join("\n");
  });
}

async function asAdmin<Result>(url: string, work: (sql: postgres.Sql) => Promise<Result>): Promise<Result> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
