import { expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { saveDraft } from "@/server/services/sequences/draft";
import { archiveSequence } from "@/server/services/sequences/manage";
import { publishSequence } from "@/server/services/sequences/publish";
import { listMoves } from "@/server/services/version-moves/list";
import { runMoveBatch } from "@/server/services/version-moves/run";
import { openSequence, standing, whereabouts } from "@/server/services/version-moves/testing/standing";
import { undoMove } from "@/server/services/version-moves/undo";

testDatabase();

type Opened = Awaited<ReturnType<typeof openSequence>>;
type Draw = Parameters<typeof openSequence>[0];

const wait = { mode: "for", duration: { amount: 2, unit: "days" } };
/** trigger → mail → later → end, entered as said */
const mailFirst =
  (subject: string, entrance: object = { by: "hand" }): Draw =>
  (mail) => ({
    start: { kind: "trigger", config: { entrance }, next: { next: "mail" } },
    mail: { kind: "email", config: mail(subject), next: { next: "later" } },
    later: { kind: "delay", config: wait, next: { next: "end" } },
    end: { kind: "exit" },
  });

async function moveTo(of: Opened, draw: Draw): Promise<string> {
  const [row] = await ownerSql()<{ draft_revision: number }[]>`select draft_revision from sequence where id = ${of.id}`;
  const revision = row?.draft_revision ?? 1;
  await saveDraft({ ctx: of.ctx, input: { id: of.id, revision, graph: of.toGraph(draw) } });
  const input = { id: of.id, revision: revision + 1, people: { how: "move" as const, choices: {} } };
  const published = await publishSequence({ ctx: of.ctx, input });
  if (!published.ok || published.moveId === null) throw new Error(JSON.stringify(published));
  return published.moveId;
}

async function runAll(of: Opened, moveId: string): Promise<void> {
  for (let batches = 0; batches < 50; batches += 1)
    if ((await runMoveBatch(of.workspaceId, moveId)) !== "again") return;
  throw new Error("the move does not end");
}

/** Of everybody the mail is on its way. */
const handOver = (of: Opened) => ownerSql()`
  update touch set state = 'handed_over', claimed_at = now(), counted_at = now(), handed_over_at = now(), content_hash = 'x'
  where workspace_id = ${of.workspaceId} and state = 'waiting'`;

test("everybody whose mail was leaving is moved when it has left, however many they are", {
  timeout: 120_000,
}, async () => {
  const of = await openSequence(mailFirst("One"));
  const ids = await standing(of, 501);
  await handOver(of);
  const moveId = await moveTo(of, mailFirst("Two"));
  await runAll(of, moveId);
  expect(await whereabouts(of.id)).toEqual({ "v1 mail": 501 });
  await ownerSql()`update touch set state = 'accepted', accepted_at = now() where workspace_id = ${of.workspaceId}`;
  for (const some of [ids.slice(0, 250), ids.slice(250)])
    await advanceEnrollments(some.map((id) => ({ workspaceId: of.workspaceId, id, epoch: null })));
  await runAll(of, moveId);
  expect(await whereabouts(of.id)).toEqual({ "v2 later": 501 });
  expect((await listMoves({ ctx: of.ctx, input: { id: of.id } }))[0]).toMatchObject({ state: "moved", leaving: 0 });
});

test("an earlier move is not taken back while another is under way, nor when the sequence is archived", async () => {
  const of = await openSequence(mailFirst("One"));
  await standing(of, 1);
  const first = await moveTo(of, mailFirst("Two"));
  await runAll(of, first);
  const second = await moveTo(of, mailFirst("Three"));
  await expect(undoMove({ ctx: of.ctx, input: { id: first } })).rejects.toMatchObject({ code: "CONFLICT" });
  await runAll(of, second);
  await archiveSequence({ ctx: of.ctx, input: { id: of.id } });
  await expect(undoMove({ ctx: of.ctx, input: { id: second } })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("taken back: the entry of the version before is watched from that moment, whose mail still leaves waits no more", async () => {
  const of = await openSequence(mailFirst("One", { by: "tag", tag: "vip" }));
  await standing(of, 2);
  const moveId = await moveTo(of, mailFirst("Two"));
  expect(await ownerSql()`select 1 from trigger_watch where id = ${of.id}`).toEqual([]);
  await ownerSql()`
    update touch set state = 'handed_over', claimed_at = now(), counted_at = now(), handed_over_at = now(), content_hash = 'x'
    where id = (select min(id) from touch where workspace_id = ${of.workspaceId} and state = 'waiting')`;
  await runAll(of, moveId);
  expect(await whereabouts(of.id)).toEqual({ "v1 mail": 1, "v2 mail": 1 });
  await ownerSql()`update workspace_setting set clock_offset_ms = 3600000 where workspace_id = ${of.workspaceId}`;
  await undoMove({ ctx: of.ctx, input: { id: moveId } });
  expect(await ownerSql()`select kind, ref from trigger_watch where id = ${of.id}`).toEqual([
    { kind: "tag", ref: "vip" },
  ]);
  await runAll(of, moveId);
  expect((await listMoves({ ctx: of.ctx, input: { id: of.id } }))[0]).toMatchObject({
    undone: 1,
    leaving: 0,
    stayed: 1,
  });
  const moved = await ownerSql()`
    select undone_at - now() between interval '59 minutes' and interval '1 hour' as "byWorkspaceClock"
    from enrollment_move where move_id = ${moveId} and state = 'undone'`;
  expect(moved).toEqual([{ byWorkspaceClock: true }]);
});

test("somebody who cannot be moved keeps nobody behind them: forth they stay, back they are kept; where none can, it fails", async () => {
  const of = await openSequence(mailFirst("One"));
  const ids = (await standing(of, 30)).sort();
  const odd = ids[20] ?? "";
  const refusing = async (when: string, work: () => Promise<unknown>) => {
    await ownerSql().unsafe(`
      create function refuse() returns trigger language plpgsql as
        $$ begin raise exception 'refused' using errcode = 'check_violation'; end $$;
      create trigger refuse before update on enrollment for each row when (${when}) execute function refuse()`);
    await work();
    await ownerSql().unsafe("drop function refuse cascade");
  };
  const moveId = await moveTo(of, mailFirst("Two"));
  await refusing("true", () => expect(runMoveBatch(of.workspaceId, moveId)).rejects.toThrow("refused"));
  await refusing(`new.id = '${odd}'`, () => runAll(of, moveId));
  const stateOf = async (id: string) =>
    (await ownerSql()`select state from enrollment_move where move_id = ${moveId} and enrollment_id = ${id}`)[0]?.state;
  for (const id of [ids[0] ?? "", odd]) expect(await stateOf(id)).toBe("stayed");
  expect(await whereabouts(of.id)).toEqual({ "v1 mail": 21, "v2 mail": 9 });
  const moved = await ownerSql()<{ id: string }[]>`
    select enrollment_id as id from enrollment_move where move_id = ${moveId} and state = 'moved' order by 1`;
  await undoMove({ ctx: of.ctx, input: { id: moveId } });
  await refusing(`new.id = '${moved[0]?.id}'`, () => runAll(of, moveId));
  expect(await stateOf(moved[0]?.id ?? "")).toBe("kept");
  expect(await whereabouts(of.id)).toEqual({ "v1 mail": 29, "v2 mail": 1 });
});
