import { beforeAll, describe, expect, it } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { seed } from "@/server/seed/seed";

testDatabase();

const count = async (query: string): Promise<number> => {
  const [row] = await ownerSql().unsafe<{ n: number }[]>(`select count(*)::int as n from (${query}) found`);
  return row?.n ?? -1;
};
const heldBy = (kinds: string) =>
  count(`select 1 from touch where state = 'held' and because->'because'->>'kind' in (${kinds})`);
const skippedFor = (reason: string) => count(`select 1 from touch where state = 'skipped' and failure = '${reason}'`);

describe("the demo workspace", () => {
  beforeAll(() => seed(), 300_000);

  it("has a company around it", async () => {
    expect(await count("select 1 from contact")).toBe(200);
    expect(await count("select distinct company_id from contact")).toBeGreaterThanOrEqual(40);
    expect(await count("select distinct time_zone from contact")).toBeGreaterThan(10);
    expect(await count("select 1 from team")).toBe(3);
    expect(await count("select 1 from member")).toBe(7);
    expect(await count("select 1 from sequence where state = 'live'")).toBe(4);
    expect(await count("select 1 from sequence where state = 'paused'")).toBe(1);
    expect(await count("select 1 from sequence where state = 'draft' and live_version_id is null")).toBe(1);
  });

  it("broke no rule on the way", async () => {
    const counted = `
      select person_id, class, counted_at, lag(counted_at) over (partition by person_id order by counted_at) as before
      from touch where counted_at is not null and state <> 'observed'`;
    expect(await count(`select 1 from (${counted}) t where counted_at - before < interval '24 hours'`)).toBe(0);
    expect(
      await count(`select 1 from touch a join touch b on b.person_id = a.person_id and b.counted_at <= a.counted_at
        and b.counted_at > a.counted_at - interval '7 days' and b.state <> 'observed'
        where a.counted_at is not null and a.state <> 'observed' group by a.id having count(*) > 3`),
    ).toBe(0);
  });

  it("holds somebody whom four mails wanted within eight hours, and sent one of them", async () => {
    const wanted = `
      select a.person_id from touch a
      join touch b on b.person_id = a.person_id and b.due_at between a.due_at and a.due_at + interval '8 hours'
        and b.source = 'sequence' and b.state <> 'planned'
      where a.source = 'sequence' group by a.person_id, a.id having count(distinct b.sequence_id) >= 4`;
    expect(await count(wanted)).toBeGreaterThan(5);
  });

  it("has people in every sequence that was published, under way and finished", async () => {
    expect(await count("select sequence_id from enrollment group by sequence_id")).toBe(5);
    expect(await count("select sequence_id from enrollment where status = 'active' group by sequence_id")).toBe(5);
    expect(await count("select sequence_id from enrollment where status = 'finished' group by sequence_id")).toBe(5);
    expect(
      await count("select 1 from enrollment where status = 'active' and state->'pause' <> 'null'::jsonb"),
    ).toBeGreaterThan(0);
  });

  it("has something of everything to show", async () => {
    expect(await count("select 1 from touch where state = 'accepted'")).toBeGreaterThan(200);
    expect(await count("select 1 from touch where state = 'planned'")).toBeGreaterThan(0);
    expect(await count("select 1 from touch where state = 'observed'")).toBe(4);
    expect(await heldBy("'cap','gap'")).toBeGreaterThan(5);
    expect(await heldBy("'conversation'")).toBeGreaterThan(0);
    for (const reason of ["no_consent", "opted_out", "product", "repeat", "suppressed"]) {
      expect(await skippedFor(reason), reason).toBeGreaterThan(0);
    }
    for (const kind of ["open", "click"]) {
      expect(await count(`select 1 from signal where kind = '${kind}' and verdict = 'human'`), kind).toBeGreaterThan(0);
      expect(await count(`select 1 from signal where kind = '${kind}' and verdict = 'machine'`), kind).toBeGreaterThan(
        0,
      );
    }
    expect(await count("select 1 from signal where kind = 'purchase'")).toBeGreaterThan(5);
    expect(await count("select distinct class from inbound_mail")).toBeGreaterThan(4);
    expect(await count("select 1 from task")).toBeGreaterThan(5);
    expect(await count("select 1 from enrollment where end_reason = 'goal'")).toBeGreaterThan(2);
  });

  it("has told support what its mails are about, and what starts next", async () => {
    expect(await count("select 1 from published_message where briefing->>'about' = ''")).toBe(0);
    expect(await count("select 1 from planned_launch")).toBe(1);
    expect(await count("select 1 from broadcast where state = 'scheduled'")).toBe(1);
    expect(await count("select 1 from launch_seen")).toBe(1);
    expect(await count("select 1 from brand")).toBe(2);
  });

  it("is dated by its own clock, which shows the present", async () => {
    expect(await count("select 1 from workspace_setting where clock_offset_ms = 0")).toBe(1);
    expect(await count("select 1 from contact where created_at > now() - interval '15 days'")).toBe(0);
    expect(await count("select 1 from touch where created_at > accepted_at + interval '1 minute'")).toBe(0);
    expect(await count("select 1 from signal where abs(extract(epoch from created_at - occurred_at)) > 600")).toBe(0);
  });

  it("leaves nothing undone but the runs the worker starts", async () => {
    expect(await count("select 1 from outbox where name <> 'enrollment/started'")).toBe(0);
    expect(await count("select 1 from outbox where sent_at is null")).toBeGreaterThan(200);
    expect(
      await count(
        "select 1 from wake k join enrollment e on e.id = k.enrollment_id and e.status = 'active' where k.eaten_at is null",
      ),
    ).toBe(0);
    expect(
      await count(
        "select 1 from touch where state in ('claimed', 'handed_over', 'waiting') and due_at < now() - interval '1 minute'",
      ),
    ).toBe(0);
    expect(await count("select 1 from system_mail")).toBe(0);
  });
});
