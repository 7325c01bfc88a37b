import { beforeAll, describe, expect, it } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { seed } from "@/server/seed/seed";

testDatabase();

const rows = <T extends object>(query: string) => ownerSql().unsafe<T[]>(query);
const count = async (query: string): Promise<number> => {
  const [row] = await rows<{ n: number }>(`select count(*)::int as n from (${query}) x`);
  return row?.n ?? 0;
};

describe("the demo workspace", () => {
  beforeAll(async () => {
    const begun = performance.now();
    await seed();
    console.info(`seeded in ${Math.round(performance.now() - begun)} ms`);
  }, 240_000);

  it("prints", async () => {
    for (const q of [
      "select state, count(*) from touch group by 1 order by 2 desc",
      "select s.name, e.status, coalesce(e.end_reason, e.node_id) as at, count(*) from enrollment e join sequence s on s.id=e.sequence_id group by 1,2,3 order by 1,2,4 desc",
      "select because->'reason'->>'kind' as kind, state, count(*) from touch where state in ('held','skipped') group by 1,2 order by 3 desc",
      "select because from touch where state='held' limit 1",
      "select failure, count(*) from touch where state='skipped' group by 1",
      "select kind, name, verdict, count(*) from signal group by 1,2,3 order by 1,4 desc",
      "select class, count(*) from inbound_mail group by 1 order by 2 desc",
      "select count(*) from task",
      "select clock_offset_ms from workspace_setting",
    ])
      console.info(q, JSON.stringify(await rows(q), null, 0).replaceAll("},{", "}\n{"));
    expect(await count("select 1 from contact")).toBe(200);
  });
});
