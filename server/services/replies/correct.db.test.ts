import { describe, expect, it } from "vitest";
import type { ReplyClass } from "@/core/reply-class";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { toRaw } from "@/server/mailbox/testing/raw-mail";
import { type ServiceContext, systemContext } from "@/server/services/context";
import { stopEnrollments } from "@/server/services/enrollments/stop";
import { correctReply } from "@/server/services/replies/correct";
import {
  advanceAll,
  answeredAt,
  type Mailed,
  mailed,
  receive,
  stateOf,
} from "@/server/services/replies/testing/mailed";
import { writeAbsence, writeReply } from "@/server/services/sandbox/write-answer";
import { at } from "@/server/services/touches/testing/new-touch";

testDatabase();

const when = new Date(answeredAt);
const active = { status: "active", paused_until: null, pause_reason: null };
const stopped = { status: "finished", end_reason: "stopped" };
const later = answeredAt + 3_600_000;

const ctxOf = (of: Mailed): ServiceContext => systemContext({ workspaceId: of.workspaceId, name: "test" });

async function answer(of: Mailed, text: string): Promise<string> {
  const received = await receive(of.workspaceId, await writeReply(of.played, text, when));
  if (!received.ok) throw new Error(received.reason);
  return received.id;
}

const correct = (of: Mailed, id: string, kind: ReplyClass, time = later, until: string | null = null) =>
  at(time, () => correctReply({ ctx: ctxOf(of), input: { id, class: kind, until } }));

describe("a corrected verdict", () => {
  it("lets go on what it had ended, where it stood, and takes back bar and suppression", async () => {
    const of = await mailed({ class: "marketing" });
    const id = await answer(of, "stop");
    for (const one of [of.own, of.sales, of.marketing]) expect(await stateOf(one)).toMatchObject(stopped);
    expect(await correct(of, id, "question")).toEqual({ class: "question", restored: 2, kept: [] });
    expect(await stateOf(of.own)).toMatchObject({ ...active, node_id: "wait", end_reason: null });
    expect(await stateOf(of.marketing)).toMatchObject({ ...active, node_id: "rest" });
    expect(await stateOf(of.sales)).toMatchObject(stopped); // what the new verdict says
    expect(
      await ownerSql()`select 1 from suppression where workspace_id = ${of.workspaceId} and lifted_at is null`,
    ).toEqual([]);
    const [mail] = await ownerSql()`select class, class_fixed from inbound_mail where id = ${id}`;
    expect(mail).toEqual({ class: "unsubscribe", class_fixed: "question" });
    const [signal] =
      await ownerSql()`select name, verdict from signal where workspace_id = ${of.workspaceId} and kind = 'reply'`;
    expect(signal).toEqual({ name: "question", verdict: "human" });
    const visits =
      await ownerSql()`select node_id, left_at from visit where enrollment_id = ${of.own} order by ordinal`;
    expect(visits.at(-1)).toEqual({ node_id: "wait", left_at: null });
  });

  it("makes the planned mail anew, and does not count the time it was ended", async () => {
    const of = await mailed({ class: "marketing" });
    const id = await answer(of, "stop");
    expect(await liveMails(of.marketing)).toEqual([]);
    await correct(of, id, "ticket_ack");
    expect(await liveMails(of.marketing)).toMatchObject([{ state: "planned" }]);
    const [row] = await ownerSql()`select wake_at, epoch from enrollment where id = ${of.marketing}`;
    // nine days from the start, and the hour it was ended
    expect(row?.wake_at.getTime()).toBe(answeredAt - 3_600_000 + 9 * 86_400_000 + 3_600_000);
    expect(row?.epoch).toBe(2);
    expect(
      await ownerSql()`select data->>'epoch' as epoch from outbox where name = 'enrollment/started' and data->>'id' = ${of.marketing} order by id desc limit 1`,
    ).toEqual([{ epoch: "2" }]);
  });

  it("no becomes an automatic mail: the bar falls, sales stand again", async () => {
    const of = await mailed();
    const id = await answer(of, "No thanks, not interested.");
    await correct(of, id, "automated");
    const [who] = await ownerSql()`select sales_barred_until, sales_barred_by from person where id = ${of.personId}`;
    expect(who).toEqual({ sales_barred_until: null, sales_barred_by: null });
    expect(await stateOf(of.own)).toMatchObject({ ...active, node_id: "wait" });
    expect(await stateOf(of.sales)).toMatchObject(active);
  });

  it("a lesser no does not lift an earlier bar", async () => {
    const of = await mailed();
    await answer(of, "No thanks, not interested.");
    const other = await receive(
      of.workspaceId,
      toRaw({
        headers: [`From: <${of.email}>`, `In-Reply-To: ${of.played.mail.messageId}`],
        body: "not interested, I said",
      }),
    );
    if (!other.ok) throw new Error(other.reason);
    await correct(of, other.id, "neutral");
    const [who] = await ownerSql()`select sales_barred_until is null as free from person where id = ${of.personId}`;
    expect(who).toEqual({ free: false });
  });

  it("an absence becomes a word of a person: the pause ends", async () => {
    const of = await mailed();
    const received = await receive(
      of.workspaceId,
      await writeAbsence(of.played, new Date("2026-05-16T00:00:00Z"), when),
    );
    if (!received.ok) throw new Error(received.reason);
    await correct(of, received.id, "neutral");
    expect(await stateOf(of.marketing)).toMatchObject(active);
    expect(await stateOf(of.receipts)).toMatchObject(active);
    expect(await stateOf(of.sales)).toMatchObject(stopped);
  });

  it("a yes becomes not now: what it ended waits until the day they named", async () => {
    const of = await mailed();
    const id = await answer(of, "Sounds good! September it is.");
    expect(await stateOf(of.sales)).toMatchObject(stopped);
    await correct(of, id, "not_now");
    expect(await stateOf(of.sales)).toMatchObject({ status: "active", paused_until: new Date("2026-08-31T22:00:00Z") });
  });

  it("a member knows the day better than the mail, and may change it again", async () => {
    const of = await mailed();
    const id = await answer(of, "Sounds good! September it is.");
    await correct(of, id, "not_now", later, "2026-10-01");
    expect(await stateOf(of.sales)).toMatchObject({ status: "active", paused_until: new Date("2026-09-30T22:00:00Z") });
    await correct(of, id, "not_now", later, "2026-06-01"); // earlier than before
    expect(await stateOf(of.sales)).toMatchObject({ status: "active", paused_until: new Date("2026-05-31T22:00:00Z") });
    const [mail] = await ownerSql()`select class_fixed, returns_at from inbound_mail where id = ${id}`;
    expect(mail).toEqual({ class_fixed: "not_now", returns_at: new Date("2026-05-31T22:00:00Z") });
  });

  it("a question to a member is closed with it", async () => {
    const of = await mailed();
    const id = await answer(of, "Not interested in the newsletter product, but we would like a demo of the CRM.");
    await correct(of, id, "interested");
    expect(
      await ownerSql()`select done_at is not null as done from task where workspace_id = ${of.workspaceId}`,
    ).toEqual([{ done: true }]);
    expect(await stateOf(of.own)).toMatchObject(stopped);
    await correct(of, id, "unsure");
    expect(
      await ownerSql()`select done_at is not null as done from task where workspace_id = ${of.workspaceId}`,
    ).toEqual([{ done: false }]);
    expect(await stateOf(of.own)).toMatchObject({ status: "active", pause_reason: expect.any(String) });
  });
});

describe("an outlet that the wrong verdict took", () => {
  const outcomes = [
    { id: "yes", replyClasses: ["interested"] },
    { id: "no", replyClasses: ["not_interested"] },
  ];

  it("is left again, and the right one taken", async () => {
    const of = await mailed({ outcomes });
    const id = await answer(of, "This sounds interesting, can we talk on Thursday?");
    await at(answeredAt + 100_000, () => advanceAll(of.workspaceId, [of.own]));
    expect(await outletOf(of.own)).toBe("yes");
    expect(await correct(of, id, "not_interested")).toMatchObject({ kept: [] });
    expect(await outletOf(of.own)).toBe("no");
    expect(await stateOf(of.own)).toMatchObject({ status: "active", node_id: "talk" });
  });

  it("is decided by the new verdict while the wait still settles", async () => {
    const of = await mailed({ outcomes: [...outcomes].reverse() });
    const id = await answer(of, "This sounds interesting, can we talk on Thursday?");
    await at(answeredAt + 10_000, () => advanceAll(of.workspaceId, [of.own]));
    expect(await correct(of, id, "not_interested", answeredAt + 30_000)).toMatchObject({ restored: 0, kept: [] });
    await at(answeredAt + 100_000, () => advanceAll(of.workspaceId, [of.own]));
    expect(await outletOf(of.own)).toBe("no");
  });

  it("stays when something was done behind it, and the answer says so", async () => {
    const of = await mailed({ outcomes, behind: "task" });
    const id = await answer(of, "This sounds interesting, can we talk on Thursday?");
    await at(answeredAt + 100_000, () => advanceAll(of.workspaceId, [of.own]));
    expect(await stateOf(of.own)).toMatchObject({ node_id: "rest" });
    expect(await correct(of, id, "out_of_office")).toMatchObject({
      kept: [{ enrollmentId: of.own, why: "something-followed" }],
    });
    expect(await outletOf(of.own)).toBe("yes");
    expect(await stateOf(of.own)).toMatchObject({ status: "active", pause_reason: "the reply says: away" });
  });
});

describe("what stays", () => {
  it("an end that a member made meanwhile", async () => {
    const of = await mailed();
    const received = await receive(of.workspaceId, await writeAbsence(of.played, null, when));
    if (!received.ok) throw new Error(received.reason);
    await at(answeredAt + 60_000, () =>
      stopEnrollments({ ctx: ctxOf(of), input: { ids: [of.marketing], reason: "Enough" } }),
    );
    await correct(of, received.id, "neutral");
    expect(await stateOf(of.marketing)).toMatchObject(stopped);
  });

  it("one that has entered again since", async () => {
    const of = await mailed();
    const id = await answer(of, "Not interested.");
    await ownerSql()`
      insert into enrollment (id, workspace_id, sequence_id, version_id, contact_id, person_id, state, entry_key, source, entered_at)
      select 'enr_again', workspace_id, sequence_id, version_id, contact_id, person_id, state || '{"id": "enr_again"}', 'again', 'hand', ${new Date(answeredAt + 60_000)}
      from enrollment where id = ${of.sales}`;
    const corrected = await correct(of, id, "automated");
    expect(corrected.kept).toEqual([{ enrollmentId: of.sales, why: "entered-again" }]);
    expect(await stateOf(of.sales)).toMatchObject(stopped);
  });
});

const outletOf = async (enrollmentId: string) =>
  (await ownerSql()`select outlet from visit where enrollment_id = ${enrollmentId} and node_id = 'wait'`)[0]?.outlet;

const liveMails = (enrollmentId: string) =>
  ownerSql()`select state from touch where enrollment_id = ${enrollmentId} and state not in ('withdrawn', 'accepted')`;
