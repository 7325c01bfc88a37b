import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { ownerSql, withWorkspace } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";

testDatabase();

test("what the query builder asks is prepared once on its connection, in savepoints too; long lists are not, and none gets a plan for all", async () => {
  const { workspaceId } = await createWorkspace();
  const prepared = await withWorkspace({ workspaceId }, async (tx) => {
    const ask = (n: number) => tx.execute(sql`select ${n}::int as asked_of_the_door`);
    await ask(1);
    await ask(2);
    await tx.transaction((inner) => inner.execute(sql`select ${3}::int as asked_in_a_savepoint`));
    const list = sql.join(
      Array.from({ length: 30 }, (_, n) => sql`${n}::int`),
      sql`, `,
    );
    await tx.execute(sql`select 1 as asked_with_a_list where 1 in (${list})`);
    return tx.execute<{ statement: string; custom_plans: string; generic_plans: string }>(
      sql`select statement, custom_plans, generic_plans from pg_prepared_statements where statement like '%asked\_%' order by 1`,
    );
  });
  expect(
    prepared.map(({ statement, custom_plans, generic_plans }) => [
      statement,
      Number(custom_plans),
      Number(generic_plans),
    ]),
  ).toEqual([
    ["select $1::int as asked_in_a_savepoint", 1, 0],
    ["select $1::int as asked_of_the_door", 2, 0],
  ]);
});

test("what fails on one connection rolls back and leaves the statement usable", async () => {
  const { workspaceId } = await createWorkspace();
  const divide = (by: number) =>
    withWorkspace({ workspaceId }, (tx) => tx.execute<{ result: number }>(sql`select 10 / ${by}::int as result`));
  await expect(divide(0)).rejects.toMatchObject({ cause: { code: "22012" } });
  expect([...(await divide(5))]).toEqual([{ result: 2 }]);
  expect((await ownerSql()`select 1 as up`)[0]).toEqual({ up: 1 });
});
