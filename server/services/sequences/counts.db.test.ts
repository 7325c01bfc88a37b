import { beforeEach, expect, test } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createSequence, createWorkspace } from "@/db/testing/factories";
import { type ServiceContext, systemContext } from "@/server/services/context";
import { countSequence } from "@/server/services/sequences/counts";
import { listSequences } from "@/server/services/sequences/list";
import { listPeople } from "@/server/services/sequences/people";

testDatabase();

const graph = drawGraph({
  start: { kind: "trigger", next: { next: "mail" } },
  mail: { kind: "email", next: { next: "sleep" } },
  sleep: { kind: "delay", next: { next: "end" } },
  end: { kind: "exit" },
});
const NOW = new Date("2026-05-20T12:00:00Z");
const LONG_AGO = "2026-03-02T10:00:00Z";
const THIS_MORNING = "2026-05-20T08:00:00Z";

let ctx: ServiceContext;
let world: Awaited<ReturnType<typeof prepare>>;
beforeEach(async () => {
  world = await prepare();
  ctx = { ...systemContext({ workspaceId: world.workspaceId, name: "test" }), now: () => NOW };
});

async function prepare() {
  const { workspaceId } = await createWorkspace();
  const { sequenceId, versionId } = await createSequence(workspaceId, graph);
  const second = `${versionId}2`;
  const sql = ownerSql();
  await sql`insert into sequence_version (id, workspace_id, sequence_id, number, graph, settings, published_at)
    select ${second}, workspace_id, sequence_id, 2, graph, settings, now() from sequence_version where id = ${versionId}`;
  let n = 0;
  const enter = async (
    version: string,
    given: { at?: string; person?: Awaited<ReturnType<typeof createContact>> } = {},
  ) => {
    n += 1;
    const person = given.person ?? (await createContact(workspaceId));
    const id = `enr_${n}_${workspaceId}`;
    await sql`insert into enrollment (id, workspace_id, sequence_id, version_id, contact_id, person_id, status, node_id, state, entry_key, source, entered_at)
      values (${id}, ${workspaceId}, ${sequenceId}, ${version}, ${person.contactId}, ${person.personId}, 'active', 'sleep', '{}', ${id}, 'api', ${given.at ?? LONG_AGO})`;
    return { ...person, id };
  };
  type Entered = Awaited<ReturnType<typeof enter>>;
  const mail = async (who: Entered, at: string, state: "accepted" | "held" = "accepted") => {
    n += 1;
    const id = `tch_${n}_${workspaceId}`;
    const left = state === "accepted" ? at : null;
    await sql`insert into touch (id, workspace_id, person_id, contact_id, key, state, source, class, obeys, counts, sequence_id, enrollment_id, node_id,
        repeat, due_at, claimed_at, counted_at, accepted_at, content_hash)
      values (${id}, ${workspaceId}, ${who.personId}, ${who.contactId}, ${id}, ${state}, 'sequence', 'marketing', true, true, ${sequenceId}, ${who.id}, 'mail',
        '{"kind":"never"}', ${at}, ${left}, ${left}, ${left}, 'hash')`;
    return id;
  };
  const did = async (who: Entered, kind: string, at: string, touchId: string | null, verdict = "human") => {
    n += 1;
    const id = `sig_${n}_${workspaceId}`;
    await sql`insert into signal (id, workspace_id, person_id, contact_id, kind, name, touch_id, source, source_id, verdict, occurred_at)
      values (${id}, ${workspaceId}, ${who.personId}, ${who.contactId}, ${kind}, '', ${touchId}, 'own', ${`${n}`}, ${verdict}, ${at})`;
    return id;
  };
  const end = (who: Entered, reason: string, state: object) =>
    sql`update enrollment set status = 'finished', node_id = null, end_reason = ${reason}, ended_at = ${THIS_MORNING}, state = ${JSON.stringify(state)}::text::jsonb where id = ${who.id}`;
  return { workspaceId, sequenceId, versionId, second, enter, mail, did, end };
}

/** How many passages the list shows for a filter. */
async function listed(filter: object): Promise<number> {
  const { items } = await listPeople({ ctx, input: { id: world.sequenceId, limit: 200, ...filter } });
  return items.length;
}

test("every figure counts passages, and opens exactly them: by version and by range", async () => {
  const { versionId, second, enter, mail, did } = world;
  const ana = await enter(versionId);
  const ben = await enter(versionId);
  const cleo = await enter(second, { at: THIS_MORNING });
  const again = await enter(second, { at: THIS_MORNING, person: ana });
  const first = await mail(ana, LONG_AGO);
  const round = await mail(ana, THIS_MORNING); // a second round of the same step
  const other = await mail(ben, LONG_AGO);
  const late = await mail(cleo, THIS_MORNING);
  await mail(again, THIS_MORNING, "held");
  await did(ana, "open", LONG_AGO, first);
  await did(ana, "open", THIS_MORNING, round);
  await did(ana, "open", THIS_MORNING, round, "machine");
  await did(ben, "open", LONG_AGO, other, "machine");
  await did(ben, "reply", THIS_MORNING, other);
  await did(cleo, "reply", THIS_MORNING, late);
  await did(cleo, "purchase", THIS_MORNING, null);
  await did(ben, "purchase", LONG_AGO, null);

  const narrowings = [
    {},
    { range: "today" },
    { versionId },
    { versionId: second },
    { versionId: second, range: "7d" },
  ] as const;
  const seen = [];
  for (const narrowing of narrowings) {
    const counts = await countSequence({ ctx, input: { id: world.sequenceId, ...narrowing } });
    const step = counts.nodes.mail;
    const { range: _, ...version } = narrowing as { range?: string; versionId?: string };
    const at = { nodeId: "mail", ...narrowing };
    expect([narrowing, step?.sent ?? 0]).toEqual([narrowing, await listed({ ...at, touch: "accepted" })]);
    expect([narrowing, step?.opened ?? 0]).toEqual([narrowing, await listed({ ...at, did: "opened" })]);
    expect([narrowing, step?.replied ?? 0]).toEqual([narrowing, await listed({ ...at, did: "replied" })]);
    expect([narrowing, step?.held ?? 0]).toEqual([narrowing, await listed({ ...at, touch: "held" })]);
    expect([narrowing, counts.replied]).toEqual([narrowing, await listed({ ...narrowing, did: "replied" })]);
    expect([narrowing, counts.bought]).toEqual([narrowing, await listed({ ...narrowing, did: "bought" })]);
    expect([narrowing, counts.people]).toEqual([narrowing, await listed({ ...version, status: "active" })]);
    const held = counts.heldBy.reduce((sum, { count }) => sum + count, 0);
    expect([narrowing, held]).toEqual([narrowing, await listed({ ...version, touch: "held" })]);
    seen.push([step?.sent, step?.opened, step?.machineOpened, counts.replied, counts.bought, counts.people, held]);
  }
  expect(seen).toEqual([
    [3, 1, 1, 2, 2, 4, 1],
    [2, 1, 0, 2, 1, 4, 1],
    [2, 1, 1, 1, 1, 2, 0],
    [1, 0, 0, 1, 1, 2, 1],
    [1, 0, 0, 1, 1, 2, 1],
  ]);
  expect((await listSequences({ ctx, input: {} })).items[0]).toMatchObject({
    people: 4,
    sent: 3,
    replied: 2,
    bought: 2,
  });
});

test("a goal is said by what it was: a purchase, or another by its step", async () => {
  const { versionId, enter, did, end } = world;
  const met = (signalId: string | null) => ({
    end: { reason: "goal", because: { code: "goal-met", data: { goalId: "goal", signalId, facts: {} } } },
  });
  const buyer = await enter(versionId);
  await end(buyer, "goal", met(await did(buyer, "purchase", THIS_MORNING, null)));
  const booker = await enter(versionId);
  await end(booker, "goal", met(await did(booker, "event", THIS_MORNING, null)));
  const grown = await enter(versionId);
  await end(grown, "goal", met(null));
  const left = await enter(versionId);
  await end(left, "left-here", {});
  const { latest } = await countSequence({ ctx, input: { id: world.sequenceId } });
  const kinds = new Map(latest.filter(({ kind }) => kind !== "entered").map((one) => [one.contactId, one]));
  expect(kinds.get(buyer.contactId)).toMatchObject({ kind: "bought", nodeId: "goal" });
  expect(kinds.get(booker.contactId)).toMatchObject({ kind: "goal", nodeId: "goal" });
  expect(kinds.get(grown.contactId)).toMatchObject({ kind: "goal", nodeId: "goal" });
  expect(kinds.get(left.contactId)).toMatchObject({ kind: "left" });
});
