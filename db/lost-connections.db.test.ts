import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { database, ownerSql } from "./client";
import { testDatabase } from "./testing/database";

testDatabase();

const KILL_OTHERS = `
select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid() and application_name = 'heed owner'`;

test("transactions whose connections are lost are refused, and the same connections serve the next ones", async () => {
  for (const round of [1, 2, 3]) {
    const open = Array.from({ length: 4 }, () =>
      database().withOwner(async (tx) => {
        await tx.execute(sql`select 1`);
        await tx.execute(sql`select pg_sleep(10)`);
      }),
    );
    const refused = Promise.allSettled(open);
    await expect
      .poll(
        async () =>
          (
            await ownerSql()`select 1 from pg_stat_activity where query like 'select pg_sleep(10)%' and state = 'active'
        and datname = current_database()`
          ).length,
      )
      .toBe(4);
    await ownerSql().unsafe(KILL_OTHERS);
    expect((await refused).map(({ status }) => status)).toEqual(Array(4).fill("rejected"));
    // one that has heard of its end and is not closed yet refuses once more
    await vi.waitFor(async () => {
      const next = Array.from({ length: 8 }, () =>
        database().withOwner((tx) => tx.execute(sql`select ${round}::int as n`)),
      );
      expect((await Promise.all(next)).map(([row]) => row?.n)).toEqual(Array(8).fill(round));
    }, 3_000);
  }
});
