import { beforeEach, describe, expect, test } from "vitest";
import { defaultRules } from "@/core/attention/default-rules";
import { emptyMessage } from "@/core/broadcast";
import { DAY_MS, type EpochMs, toEpochMs } from "@/core/instant";
import { ownerSql, withWorkspace } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { recordConsent } from "@/server/services/consents/record";
import { systemContext } from "@/server/services/context";
import { forecastTouches } from "@/server/services/journeys/forecast";
import { decidePeople } from "@/server/services/touches/decide";
import { GATHER_MS, requestTouches } from "@/server/services/touches/request";
import { settleLeases } from "@/server/services/touches/settle-leases";
import { at, monday, touchOf } from "@/server/services/touches/testing/new-touch";
import { previewAudience, resolveList } from "./audience";
import { validateBroadcast } from "./check";
import { createBroadcast, duplicateBroadcast, saveBroadcast } from "./drafts";
import { startDueBroadcasts, sweepBroadcasts } from "./due";
import { getBroadcast } from "./list";
import { startBroadcast, unscheduleBroadcast } from "./start";
import { cancelBroadcast, pauseBroadcast, resumeBroadcast } from "./steer";
import { workOnBroadcast } from "./work";

testDatabase();

type World = Awaited<ReturnType<typeof createWorkspace>>;
let world: World;
beforeEach(async () => {
  world = await createWorkspace({ rules: defaultRules.slice(0, 1) });
});

const ctxOf = () => systemContext({ workspaceId: world.workspaceId, name: "test" });
const message = (over: Record<string, string | number> = {}) => ({
  ...emptyMessage(),
  senderId: world.senderId,
  topicId: world.topicId,
  subject: "Harvest news",
  body: 'Hello {{ first_name | default: "there" }}, the apples are ripe.',
  ...over,
});

async function draft(over: Record<string, string | number> = {}) {
  const ctx = ctxOf();
  const { id } = await createBroadcast({ ctx, input: { name: "Harvest", audience: { by: "everybody" } } });
  const { revision } = await saveBroadcast({ ctx, input: { id, revision: 1, message: message(over) } });
  return { id, revision };
}

const start = (of: { id: string; revision: number }) => startBroadcast({ ctx: ctxOf(), input: of });
const people = (n: number) => Promise.all(Array.from({ length: n }, () => createContact(world.workspaceId)));
const make = (id: string) => workOnBroadcast(world.workspaceId, id, 60_000);
const decideAll = (who: { personId: string }[]) =>
  decidePeople(
    world.workspaceId,
    who.map(({ personId }) => personId),
  );

describe("a broadcast", () => {
  test("is not started unfinished, and says what is missing where", async () => {
    const ctx = ctxOf();
    const { id } = await createBroadcast({ ctx, input: { name: "Empty" } });
    const outcome = await startBroadcast({ ctx, input: { id, revision: 1 } });
    expect(outcome.ok).toBe(false);
    const { problems } = await validateBroadcast({ ctx, input: { id } });
    // It opened with the company's sender and topic.
    expect(problems.filter(({ rank }) => rank === "must").map(({ path }) => path)).toEqual([
      "subject",
      "body",
      "audience",
    ]);
    await saveBroadcast({
      ctx,
      input: { id, revision: 1, audience: { by: "everybody" }, message: message({ body: "{{ entry.cart_id }}" }) },
    });
    const named = await validateBroadcast({ ctx, input: { id } });
    expect(named.problems).toMatchObject([{ path: "body", code: "merge-unknown-variable" }]);
  });

  test("refuses to be saved over what somebody else saved", async () => {
    const { id } = await draft();
    await expect(saveBroadcast({ ctx: ctxOf(), input: { id, revision: 1, name: "Late" } })).rejects.toThrow(
      "meanwhile",
    );
  });

  test("goes to each person once, under the rules, and tells how far it is and why others wait", async () => {
    const who = await at(monday, () => people(4));
    // one of them has a second address here
    await ownerSql()`
      insert into contact (id, workspace_id, person_id, email, email_key)
      values ('ctc_second', ${world.workspaceId}, ${who[0]?.personId ?? ""}, 'second@example.com', 'second@example.com')`;
    const busy = who[1];
    if (!busy) throw new Error("nobody");
    await requestTouches(ownerSql(), [touchOf(world, busy, { key: "better", priority: 90 })]);
    const made = await at(monday, async () => {
      const of = await draft();
      expect(await start(of)).toEqual({ ok: true, people: 4 });
      expect(await make(of.id)).toBe(true);
      expect(await make(of.id)).toBe(true); // asked twice: nothing more
      return of;
    });
    await at(monday + GATHER_MS, () => decideAll(who));
    const { progress, reasons, state } = await getBroadcast({ ctx: ctxOf(), input: { id: made.id } });
    expect(state).toBe("sending");
    expect(progress).toMatchObject({ made: 4, sent: 3, held: 1, skipped: 0 });
    expect(reasons).toMatchObject([
      { state: "held", reason: "One message a day", count: 1, until: new Date(monday + GATHER_MS + DAY_MS) },
    ]);
    const [sent] = await ownerSql()`
      select t.subject, t.source, c.body from touch t join content c on c.workspace_id = t.workspace_id and c.hash = t.content_hash
      where t.broadcast_id = ${made.id} limit 1`;
    expect(sent).toMatchObject({
      subject: "Harvest news",
      source: "broadcast",
      body: expect.stringContaining("apples"),
    });
    const contents =
      await ownerSql()`select distinct content_hash from touch where broadcast_id = ${made.id} and content_hash is not null`;
    expect(contents).toHaveLength(1);
    // the same again, as a copy: a repeat for everybody who got it
    const copy = await at(monday + 2 * DAY_MS, async () => {
      const { id } = await duplicateBroadcast({ ctx: ctxOf(), input: { id: made.id } });
      await start({ id, revision: 1 });
      await make(id);
      return id;
    });
    await at(monday + 2 * DAY_MS + GATHER_MS, () => decideAll(who));
    expect((await getBroadcast({ ctx: ctxOf(), input: { id: copy } })).progress).toMatchObject({ skipped: 4 });
  });

  test("goes on exactly where a kill left it", async () => {
    await at(monday, () => people(3));
    const { id } = await draft();
    await start({ id, revision: 2 });
    // a set was made and its commit lost, another was committed
    await ownerSql().begin(async (tx) => {
      const rows = await tx`select id from contact where workspace_id = ${world.workspaceId} order by id limit 1`;
      await tx`update broadcast set cursor = ${rows[0]?.id} where id = ${id}`;
    });
    await make(id);
    expect((await getBroadcast({ ctx: ctxOf(), input: { id } })).progress.made).toBe(2);
    // the cursor was lost, not the messages: nobody gets a second one
    await ownerSql()`update broadcast set cursor = '', made_at = null where id = ${id}`;
    await Promise.all([make(id), make(id)]);
    expect((await getBroadcast({ ctx: ctxOf(), input: { id } })).progress.made).toBe(3);
    await ownerSql()`update broadcast set made_at = null, worked_at = now() - interval '5 minutes' where id = ${id}`;
    expect(await sweepBroadcasts(ownerSql())).toMatchObject({ lost: 1 });
  });

  test("is paused and resumed without a message leaving meanwhile", async () => {
    const who = await people(2);
    const { id } = await at(monday, async () => {
      const of = await draft();
      await start(of);
      await make(of.id);
      await pauseBroadcast({ ctx: ctxOf(), input: { id: of.id, reason: "A wrong price" } });
      return of;
    });
    await at(monday + GATHER_MS, () => decideAll(who));
    const paused = await getBroadcast({ ctx: ctxOf(), input: { id } });
    expect(paused).toMatchObject({ progress: { sent: 0, held: 2 }, reasons: [{ reason: "paused", count: 2 }] });
    await at(monday + DAY_MS, () => resumeBroadcast({ ctx: ctxOf(), input: { id } }));
    const rung = await ownerSql()`select id from person where next_look_at <= ${new Date(monday + DAY_MS)}`;
    expect(rung).toHaveLength(2);
    await at(monday + DAY_MS, () => decideAll(who));
    expect((await getBroadcast({ ctx: ctxOf(), input: { id } })).progress).toMatchObject({ sent: 2, held: 0 });
  });

  test("is cancelled: what has left stays, the rest is taken back and others may go", async () => {
    const who = await people(3);
    const first = who[0];
    if (!first) throw new Error("nobody");
    const { id } = await at(monday, async () => {
      const of = await draft({ priority: 90 });
      await start(of);
      await make(of.id);
      return of;
    });
    await at(monday + GATHER_MS, () => decideAll([first]));
    await requestTouches(ownerSql(), [touchOf(world, who[1] ?? first, { key: "other" })]);
    await at(monday + GATHER_MS, async () => {
      await cancelBroadcast({ ctx: ctxOf(), input: { id } });
      // before the worker has taken anything back, nothing more of it leaves
      await decideAll(who.slice(1));
      await make(id);
    });
    const { state, progress, finishedAt } = await getBroadcast({ ctx: ctxOf(), input: { id } });
    expect({ state, progress }).toMatchObject({
      state: "cancelled",
      progress: { made: 3, sent: 1, withdrawn: 2, held: 0, waiting: 0 },
    });
    expect(finishedAt).not.toBeNull();
    await at(monday + GATHER_MS, () => decideAll(who));
    const [other] = await ownerSql()`select state from touch where key = 'other'`;
    expect(other?.state).toBe("claimed");
  });

  test("is cancelled: none of it is forecast to go, also before it is taken back", async () => {
    const [who] = await people(1);
    if (!who) throw new Error("nobody");
    const forecast = (when: EpochMs) =>
      at(when, () =>
        withWorkspace({ workspaceId: world.workspaceId }, (tx) =>
          forecastTouches(tx, world.workspaceId, who.personId, when),
        ),
      );
    await at(monday, async () => {
      const of = await draft();
      await start(of);
      await make(of.id);
      expect((await forecast(toEpochMs(monday))).size).toBe(1);
      await cancelBroadcast({ ctx: ctxOf(), input: { id: of.id } });
    });
    expect((await forecast(toEpochMs(monday))).size).toBe(0);
  });

  test("is cancelled while somebody's mail was claimed, and the worker died: what comes back is withdrawn, not held", async () => {
    const who = await people(1);
    const { id } = await at(monday, async () => {
      const of = await draft();
      await start(of);
      await make(of.id);
      return of;
    });
    await at(monday + GATHER_MS, async () => {
      expect((await decideAll(who)).claimed).toHaveLength(1);
      await cancelBroadcast({ ctx: ctxOf(), input: { id } });
      await make(id);
    });
    await ownerSql()`update touch set lease_until = now() - interval '1 second' where broadcast_id = ${id}`;
    await settleLeases(() => Promise.reject(new Error("nothing is to be handed over")));
    await at(monday + GATHER_MS + 120_000, () => decideAll(who));
    expect(await ownerSql()`select state, failure from touch where broadcast_id = ${id}`).toEqual([
      { state: "withdrawn", failure: "broadcast" },
    ]);
    expect((await getBroadcast({ ctx: ctxOf(), input: { id } })).progress).toMatchObject({
      made: 1,
      withdrawn: 1,
      held: 0,
    });
  });

  test("starts at its time, not before, and can be called back until then", async () => {
    await people(1);
    const later = new Date(monday + 3 * DAY_MS);
    const { id, revision } = await at(monday, () => draft());
    const schedule = (revision: number) =>
      at(monday, () => startBroadcast({ ctx: ctxOf(), input: { id, revision, at: later } }));
    await schedule(revision);
    expect(await startDueBroadcasts(ownerSql(), world.workspaceId)).toBe(1); // the real clock is past that
    await ownerSql()`update broadcast set state = 'scheduled', started_at = null where id = ${id}`;
    await ownerSql()`update broadcast set start_at = now() + interval '1 hour' where id = ${id}`;
    expect(await startDueBroadcasts(ownerSql(), null)).toBe(0);
    await unscheduleBroadcast({ ctx: ctxOf(), input: { id } });
    expect((await getBroadcast({ ctx: ctxOf(), input: { id } })).state).toBe("draft");
    await expect(schedule(1)).rejects.toThrow("meanwhile");
  });

  test("is finished when nothing of it waits any more", async () => {
    const who = await people(1);
    const { id } = await at(monday, async () => {
      const of = await draft();
      await start(of);
      await make(of.id);
      return of;
    });
    expect(await sweepBroadcasts(ownerSql())).toMatchObject({ finished: 0 });
    await at(monday + GATHER_MS, () => decideAll(who));
    await ownerSql()`update touch set state = 'accepted', ended_at = now() where broadcast_id = ${id}`;
    expect(await sweepBroadcasts(ownerSql())).toMatchObject({ finished: 1 });
  });
});

test("the audience is counted with who cannot get it, and a pasted list is looked up", async () => {
  const [one] = await people(2);
  const none = await createContact(world.workspaceId, { basis: "none", email: "none@example.com" });
  await requestTouches(ownerSql(), [touchOf(world, one ?? none, { key: "waits" })]);
  const ctx = ctxOf();
  expect(await previewAudience({ ctx, input: { audience: { by: "everybody" }, topicId: world.topicId } })).toEqual({
    people: 3,
    unreachable: { suppressed: 0, optedOut: 0, noConsent: 1 },
    alsoWanted: 1,
  });
  const list = await resolveList({ ctx, input: { text: "None <NONE@example.com>; stranger@example.com\nnonsense" } });
  expect(list).toEqual({ contactIds: [none.contactId], unknown: ["stranger@example.com"] });
  expect(
    await previewAudience({ ctx, input: { audience: { by: "contacts", contactIds: list.contactIds } } }),
  ).toMatchObject({ people: 1, unreachable: { noConsent: 1 } });
});

test("the preview asks for consent as the governor does: the newest word about the topic or about every topic", async () => {
  const who = await createContact(world.workspaceId);
  const ctx = ctxOf();
  const contactId = who.contactId;
  const audience = { by: "contacts" as const, contactIds: [contactId] };
  const preview = () => previewAudience({ ctx, input: { audience, topicId: world.topicId } });
  const said = async (basis: "opt_in" | "none", topicId: string | null, iso: string) => {
    const { id } = await recordConsent({ ctx, input: { contactId, basis, topicId, source: "test" } });
    await ownerSql()`update consent set recorded_at = ${iso}::timestamptz where id = ${id}`;
  };
  await said("opt_in", world.topicId, "2026-01-01T00:00:00Z");
  expect(await preview()).toMatchObject({ unreachable: { noConsent: 0 } });
  await said("none", null, "2026-02-01T00:00:00Z");
  expect(await preview()).toMatchObject({ unreachable: { noConsent: 1 } });
  await requestTouches(ownerSql(), [touchOf(world, who, { key: "asked" })]);
  await at(monday + GATHER_MS, () => decideAll([who]));
  expect(await ownerSql()`select failure from touch where person_id = ${who.personId}`).toEqual([
    { failure: "no_consent" },
  ]);
});
