import { expect, it } from "vitest";
import { defaultRules } from "@/core/attention/default-rules";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { decidePeople } from "./decide";
import { LEDGER } from "./gather/ledger";
import { GATHER_MS, requestTouches } from "./request";
import { at, monday, touchOf } from "./testing/new-touch";

testDatabase();

const SHORT = 10;
const LONG = 10_000;
const EACH = 6;
/** A thousand times as long: what lies in the widest window and the rows of interest are some two hundred more to read. */
const MOST = 1.5;

type World = Awaited<ReturnType<typeof createWorkspace>>;

/** Somebody with so many messages behind them, three years back at most, and one that waits. */
async function somebody(world: World, touches: number) {
  const who = await createContact(world.workspaceId);
  await ownerSql().unsafe(
    `insert into touch (id, workspace_id, person_id, contact_id, key, state, source, class, obeys, counts, topic_id, sender_id,
       template_family, body_fingerprint, repeat, due_at, counted_at, claimed_at, content_hash, accepted_at)
     select $1 || n, $2, $1, $3, $1 || '/' || n, 'accepted', 'sequence', 'marketing', true, true, $4, $5, 'family ' || n % 50,
       'body ' || n, '{"kind":"never"}', t, t, t, 'hash', t
     from (select n, $6::timestamptz - interval '3 days' - n * interval '1095 days' / $7::int as t from generate_series(1, $7::int) n) x`,
    [who.personId, world.workspaceId, who.contactId, world.topicId, world.senderId, new Date(monday), touches],
  );
  await requestTouches(ownerSql(), [touchOf(world, who, { key: `waits ${who.personId}` })]);
  return who;
}

it("decides over a ledger of 10,000 about as fast as over one of 10, each asked for the first time, by its index", {
  timeout: 120_000,
}, async () => {
  const world = await createWorkspace({ rules: defaultRules });
  const rounds = [];
  for (let n = 0; n < EACH; n += 1) {
    rounds.push({ short: await somebody(world, SHORT), long: await somebody(world, LONG) });
  }
  const warm = await somebody(world, SHORT);
  await ownerSql()`analyze touch`;
  const decide = async ({ personId }: { personId: string }) => {
    const began = performance.now();
    const { claimed, held } = await at(monday + GATHER_MS, () => decidePeople(world.workspaceId, [personId]));
    expect(claimed.length + held).toBe(1); // held where the topic has gone cold
    return performance.now() - began;
  };
  await decide(warm); // the connection's prepared statements
  const took = { short: Number.POSITIVE_INFINITY, long: Number.POSITIVE_INFINITY };
  for (const { short, long } of rounds) {
    took.short = Math.min(took.short, await decide(short));
    took.long = Math.min(took.long, await decide(long));
  }
  expect(took.long / took.short).toBeLessThanOrEqual(MOST);

  const since = (days: number) => new Date(monday - days * 86_400_000).toISOString();
  const plan = await ownerSql().unsafe(`explain ${LEDGER}`, [
    world.workspaceId,
    [rounds[0]?.long.personId ?? ""],
    since(32),
    since(180),
    [rounds[0]?.long.personId ?? ""],
    ["family 1"],
    [rounds[0]?.long.personId ?? ""],
    [world.topicId],
    [rounds[0]?.long.personId ?? ""],
    ["body 1"],
  ]);
  const words = plan.map((row) => row["QUERY PLAN"]).join("\n");
  for (const index of ["touch_ledger", "touch_family", "touch_body"]) expect(words).toContain(index);
  expect(words).not.toContain("Seq Scan on touch");
});
