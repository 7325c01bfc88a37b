import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { defaultRules } from "@/core/attention/default-rules";
import { addMs, DAY_MS, toEpochMs, toIso } from "@/core/instant";
import { ownerSql, withWorkspace } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { ITEMS } from "@/server/services/attention/calendar";
import { PAIRS } from "@/server/services/attention/collisions";
import { candidates } from "@/server/services/attention/near-candidates";
import { systemContext } from "@/server/services/context";
import { monday as mondayMs } from "@/server/services/touches/testing/new-touch";

testDatabase();

const monday = toEpochMs(mondayMs);

/** A workspace that has written to fifty people for three years, as far as these questions read it. */
async function threeYears() {
  const world = await createWorkspace({ rules: defaultRules });
  const people: Awaited<ReturnType<typeof createContact>>[] = [];
  for (let n = 0; n < 50; n += 1) people.push(await createContact(world.workspaceId));
  await ownerSql().unsafe(
    `insert into touch (id, workspace_id, person_id, contact_id, key, state, source, class, obeys, counts, topic_id, sender_id,
       repeat, due_at, counted_at, claimed_at, content_hash, accepted_at, ended_at)
     select 'tch_day' || n, $1, ($3::text[])[n % 50 + 1], ($4::text[])[n % 50 + 1], 'day/' || n, 'accepted', 'api', 'marketing',
       true, true, $2, 'snd_' || n % 500, '{"kind":"never"}', t, t, t, 'hash', t, t
     from (select n, $5::timestamptz - n * interval '1095 days' / 20000 as t from generate_series(1, 20000) n) x`,
    [
      world.workspaceId,
      world.topicId,
      people.map(({ personId }) => personId),
      people.map(({ contactId }) => contactId),
      toIso(monday),
    ],
  );
  await ownerSql()`vacuum analyze touch`;
  return world;
}

const inWords = (plan: readonly Record<string, unknown>[]) => plan.map((row) => row["QUERY PLAN"]).join("\n");

test("sent days, collisions and people at a limit read the days they ask for, by their index", {
  timeout: 60_000,
}, async () => {
  const { workspaceId } = await threeYears();
  const plans = {
    sentDays: inWords(
      await ownerSql().unsafe(`explain ${ITEMS}`, [
        workspaceId,
        toIso(addMs(monday, -7 * DAY_MS)).slice(0, 10),
        toIso(monday).slice(0, 10),
        toIso(monday),
      ]),
    ),
    collisions: inWords(await ownerSql().unsafe(`explain ${PAIRS}`, [workspaceId, toIso(monday)])),
    nearLimit: inWords(
      await withWorkspace(systemContext({ workspaceId, name: "test" }), (tx) =>
        tx.execute(
          sql`explain ${candidates(
            workspaceId,
            defaultRules.filter(({ max }) => max !== null),
            { now: monday, full: false, limit: 50, offset: 0 },
          )}`,
        ),
      ),
    ),
  };
  for (const [question, plan] of Object.entries(plans)) {
    expect(plan, question).toContain("touch_by_day");
    expect(plan, question).not.toContain("Seq Scan on touch");
  }
});
