import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { toEpochMs } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { toRaw } from "@/server/mailbox/testing/raw-mail";
import { eraseContact } from "@/server/services/contacts/erase";
import { systemContext } from "@/server/services/context";
import { receiveMail } from "@/server/services/replies/receive";
import { advanceAll, answeredAt, mailed, receive, stateOf } from "@/server/services/replies/testing/mailed";
import { writeAbsence, writeReply } from "@/server/services/sandbox/write-answer";
import { writeBounce, writeComplaint } from "@/server/services/sandbox/write-report";
import { gatherExchanges } from "@/server/services/touches/gather/exchanges";
import { at } from "@/server/services/touches/testing/new-touch";

testDatabase();

const when = new Date(answeredAt);
const active = { status: "active", paused_until: null };
const stopped = { status: "finished", end_reason: "stopped" };

describe("a person's answer", () => {
  it("is found by its token, kept with its evidence, and stops sales while marketing goes on", async () => {
    const of = await mailed();
    const raw = await writeReply(of.played, "This sounds interesting, can we talk on Thursday?", when);
    const received = await receive(of.workspaceId, raw);
    expect(received).toMatchObject({ ok: true, class: "interested", isNew: true, contactId: of.contactId });
    const [kept] = await ownerSql()`select * from inbound_mail where workspace_id = ${of.workspaceId}`;
    expect(kept).toMatchObject({
      touch_id: of.touchId,
      match_method: "token",
      confidence: "exact",
      new_text: "This sounds interesting, can we talk on Thursday?",
      person_id: of.personId,
    });
    expect(kept?.evidence).toMatchObject([{ where: "text", why: "wants more" }]);
    const [signal] = await ownerSql()`select kind, name, verdict, touch_id from signal where id = ${kept?.signal_id}`;
    expect(signal).toEqual({ kind: "reply", name: "interested", verdict: "human", touch_id: of.touchId });
    expect(await stateOf(of.own)).toMatchObject(stopped);
    expect(await stateOf(of.sales)).toMatchObject(stopped);
    expect(await stateOf(of.marketing)).toMatchObject(active);
    expect(await stateOf(of.receipts)).toMatchObject(active);
  });

  it("is kept without what no database keeps: NUL, and half a character where its evidence is cut", async () => {
    const of = await mailed();
    const raw = await writeReply(of.played, "Not interested.", when);
    const odd = Buffer.from(raw.toString("latin1").replace("Not interested.", "Not inter\0ested.\0"), "latin1");
    expect(await receive(of.workspaceId, odd)).toMatchObject({ ok: true, class: "not_interested" });
    const [kept] = await ownerSql()`select new_text, text from inbound_mail where workspace_id = ${of.workspaceId}`;
    expect(kept?.new_text).toBe("Not interested.");
    const other = await mailed();
    // nothing that decides: the first 120 characters are the evidence, and the last of them is half a hand
    const long = await writeReply(other.played, `${"word ".repeat(23)}abcd👋 word`, when);
    expect(await receive(other.workspaceId, long)).toMatchObject({ ok: true, class: "neutral" });
    const [cut] = await ownerSql()`select evidence from inbound_mail where workspace_id = ${other.workspaceId}`;
    expect(cut?.evidence).toMatchObject([{ seen: expect.stringMatching(/abcd�$/) }]);
  });

  it("is taken in with a Message-ID longer than an index holds, once", async () => {
    const of = await mailed();
    const raw = (await writeReply(of.played, "Not interested.", when)).toString("latin1");
    const long = `Message-ID: <${randomBytes(3_000).toString("hex")}@theirs.example>`;
    const odd = Buffer.from(raw.replace(/^Message-ID: .*$/im, long), "latin1");
    expect(odd.includes(long)).toBe(true);
    const first = await receive(of.workspaceId, odd);
    expect(first).toMatchObject({ ok: true, class: "not_interested", isNew: true });
    expect(await receive(of.workspaceId, odd)).toEqual({ ...first, isNew: false });
  });

  it("is not kept when the person has been erased, though our own mark on it still reads", async () => {
    const of = await mailed();
    const raw = await writeReply(of.played, "Who are you?", when);
    const ctx = systemContext({ workspaceId: of.workspaceId, name: "test" });
    await eraseContact({ ctx, input: { id: of.contactId, because: "asked" } });
    expect(await receive(of.workspaceId, raw)).toMatchObject({ ok: false });
    const [kept] = await ownerSql()`select count(*)::int as n from inbound_mail where workspace_id = ${of.workspaceId}`;
    expect(kept?.n).toBe(0);
  });

  it("comes in twice and counts once", async () => {
    const of = await mailed();
    const raw = await writeReply(of.played, "Yes please, send me the pricing.", when);
    const first = await receive(of.workspaceId, raw);
    expect(await receive(of.workspaceId, raw)).toEqual({ ...first, isNew: false });
    const [rows] = await ownerSql()`
      select (select count(*)::int from inbound_mail where workspace_id = ${of.workspaceId}) as mails,
        (select count(*)::int from signal where workspace_id = ${of.workspaceId} and kind = 'reply') as signals`;
    expect(rows).toEqual({ mails: 1, signals: 1 });
  });

  it("into two connected mailboxes is one open reply, whose effects are once", async () => {
    const of = await mailed();
    const raw = await writeReply(of.played, "Yes please, send me the pricing.", when);
    const into = (mailboxId: string, historical = false) =>
      at(answeredAt, () =>
        receiveMail({
          ...{ workspaceId: of.workspaceId, raw, mailboxId, historical },
          receivedAt: toEpochMs(answeredAt),
        }),
      );
    const first = await into("mbx_ana");
    expect(await into("mbx_bo")).toEqual({ ...first, isNew: false });
    expect(await into("mbx_cy", true)).toEqual({ ...first, isNew: false });
    const [rows] = await ownerSql()`
      select (select count(*)::int from inbound_mail where workspace_id = ${of.workspaceId}) as mails,
        (select count(*)::int from reply_effect where workspace_id = ${of.workspaceId} and kind = 'stopped') as stops`;
    expect(rows).toEqual({ mails: 1, stops: 2 });
  });

  it("that lay in one mailbox before it was connected still acts when it comes into another", async () => {
    const of = await mailed();
    const raw = await writeReply(of.played, "Yes please, send me the pricing.", when);
    const into = (mailboxId: string, historical: boolean) =>
      at(answeredAt, () =>
        receiveMail({
          ...{ workspaceId: of.workspaceId, raw, mailboxId, historical },
          receivedAt: toEpochMs(answeredAt),
        }),
      );
    await into("mbx_ana", true);
    expect(await stateOf(of.own)).toMatchObject(active);
    expect(await into("mbx_bo", false)).toMatchObject({ ok: true, isNew: true });
    expect(await stateOf(of.own)).toMatchObject(stopped);
    const rows = await ownerSql()`select historical from inbound_mail where workspace_id = ${of.workspaceId}`;
    expect(Array.from(rows)).toEqual([{ historical: false }]);
  });

  it("that an outlet was drawn for takes that outlet; the other sales enrollments stop", async () => {
    const of = await mailed({ outcomes: [{ id: "replied" }] });
    await receive(of.workspaceId, await writeReply(of.played, "Not interested.", when));
    expect(await stateOf(of.own)).toMatchObject({ ...active, node_id: "wait" });
    expect(await stateOf(of.sales)).toMatchObject(stopped);
    await at(answeredAt + 100_000, () => advanceAll(of.workspaceId, [of.own]));
    expect(await stateOf(of.own)).toMatchObject({ status: "active", node_id: "talk" });
  });

  it("no keeps members from starting sales for 180 days", async () => {
    const of = await mailed({ class: "marketing" });
    await receive(of.workspaceId, await writeReply(of.played, "No thanks, not interested.", when));
    expect(await stateOf(of.own)).toMatchObject(stopped);
    expect(await stateOf(of.marketing)).toMatchObject(active);
    const [who] = await ownerSql()`select sales_barred_until, sales_barred_by from person where id = ${of.personId}`;
    expect(who?.sales_barred_until).toEqual(new Date(answeredAt + 180 * 86_400_000));
    expect(who?.sales_barred_by).toMatch(/^inb_/);
  });

  it("not now pauses what it answers and sales to the day they named", async () => {
    const of = await mailed({ class: "marketing" });
    await receive(of.workspaceId, await writeReply(of.played, "Not right now. Get back to me in September.", when));
    const day = new Date("2026-08-31T22:00:00Z"); // 1 September in Madrid
    expect(await stateOf(of.own)).toMatchObject({
      status: "active",
      paused_until: day,
      pause_reason: "the reply says: not now",
    });
    expect(await stateOf(of.sales)).toMatchObject({ status: "active", paused_until: day });
    expect(await stateOf(of.marketing)).toMatchObject(active);
  });

  it("stop ends all marketing and sales, also where a reply was drawn, and leaves receipts", async () => {
    const of = await mailed({ outcomes: [{ id: "replied" }] });
    expect(await receive(of.workspaceId, await writeReply(of.played, "stop", when))).toMatchObject({
      class: "unsubscribe",
    });
    for (const id of [of.own, of.sales, of.marketing]) expect(await stateOf(id)).toMatchObject(stopped);
    expect(await stateOf(of.receipts)).toMatchObject(active);
    const rows =
      await ownerSql()`select email_key, scope, reason, source from suppression where workspace_id = ${of.workspaceId}`;
    expect(rows).toEqual([
      { email_key: of.email, scope: "marketing_and_sales", reason: "unsubscribe", source: "reply" },
    ]);
  });

  it("that is unclear pauses and asks a member", async () => {
    const of = await mailed();
    const text = "Not interested in the newsletter product, but we would like a demo of the CRM.";
    expect(await receive(of.workspaceId, await writeReply(of.played, text, when))).toMatchObject({ class: "unsure" });
    expect(await stateOf(of.own)).toMatchObject({
      status: "active",
      paused_until: null,
      pause_reason: expect.any(String),
    });
    expect(
      await ownerSql()`select contact_id, inbound_mail_id is not null as linked from task where workspace_id = ${of.workspaceId}`,
    ).toEqual([{ contact_id: of.contactId, linked: true }]);
  });

  it("says that they have it: the product's advertising stops", async () => {
    const of = await mailed();
    await receive(of.workspaceId, await writeReply(of.played, "We have bought it already, thank you.", when));
    expect(
      await ownerSql()`select product_id, fact, source from product_fact where workspace_id = ${of.workspaceId}`,
    ).toEqual([{ product_id: of.productId, fact: "bought", source: "reply" }]);
  });

  it("holds marketing while the conversation is fresh", async () => {
    const of = await mailed({ class: "marketing" });
    await receive(of.workspaceId, await writeReply(of.played, "Does it work with SAP?", when));
    const live = await gatherExchanges(ownerSql(), of.workspaceId, [of.personId], toEpochMs(answeredAt + 60_000));
    expect(live.get(of.personId)).toMatchObject([{ lastAt: answeredAt }]);
  });

  it("by another address on the thread is found by its references", async () => {
    const of = await mailed();
    const id = of.played.mail.messageId ?? "";
    const raw = toRaw({
      headers: ["From: Jo <jo@elsewhere.example>", "Subject: Re: hm", `References: <x@y>,${id}`],
      body: "Not interested.",
    });
    expect(await receive(of.workspaceId, raw)).toMatchObject({
      ok: true,
      contactId: of.contactId,
      class: "not_interested",
    });
  });

  it("with nothing but the sender's address stops sales: the safe direction", async () => {
    const of = await mailed();
    const raw = toRaw({
      headers: [`From: <${of.email}>`, "Subject: Something quite different", "Date: Mon, 4 May 2026 10:59:00 +0000"],
      body: "Sounds good, call me.",
    });
    await receive(of.workspaceId, raw);
    expect(
      await ownerSql()`select match_method, confidence, touch_id from inbound_mail where workspace_id = ${of.workspaceId}`,
    ).toEqual([{ match_method: "sender", confidence: "inferred", touch_id: null }]);
    expect(await stateOf(of.sales)).toMatchObject(stopped);
    expect(await stateOf(of.marketing)).toMatchObject(active);
  });

  it("is heard after the last sequence has ended: whom we have written to may still ask us to stop", async () => {
    const of = await mailed();
    await ownerSql()`update enrollment set status = 'finished', ended_at = now() where workspace_id = ${of.workspaceId}`;
    const raw = toRaw({ headers: [`From: <${of.email}>`, "Subject: Hello"], body: "Please take me off your list." });
    expect(await receive(of.workspaceId, raw)).toMatchObject({ ok: true, class: "unsubscribe" });
    expect(await ownerSql()`select scope, reason from suppression where workspace_id = ${of.workspaceId}`).toEqual([
      { scope: "marketing_and_sales", reason: "unsubscribe" },
    ]);
  });
});

describe("what programs send", () => {
  it("an absence pauses everything until the first working morning back, and is no reply", async () => {
    const of = await mailed();
    const back = new Date("2026-05-16T00:00:00Z"); // a Saturday
    expect(await receive(of.workspaceId, await writeAbsence(of.played, back, when))).toMatchObject({
      class: "out_of_office",
    });
    const monday = new Date("2026-05-18T07:00:00Z"); // 9:00 in Madrid
    for (const id of [of.own, of.sales, of.marketing, of.receipts])
      expect(await stateOf(id)).toMatchObject({ status: "active", paused_until: monday });
    const [signal] =
      await ownerSql()`select name, verdict from signal where workspace_id = ${of.workspaceId} and kind = 'reply'`;
    expect(signal).toEqual({ name: "out_of_office", verdict: "machine" });
    const [mail] = await ownerSql()`select returns_at from inbound_mail where workspace_id = ${of.workspaceId}`;
    expect(mail?.returns_at).toEqual(monday);
  });

  it("an absence takes the outlet that names it, and no other", async () => {
    const of = await mailed({ outcomes: [{ id: "replied" }, { id: "gone", replyClasses: ["out_of_office"] }] });
    await receive(of.workspaceId, await writeAbsence(of.played, null, when));
    expect(await stateOf(of.own)).toMatchObject(active);
    await at(answeredAt + 100_000, () => advanceAll(of.workspaceId, [of.own]));
    expect(await stateOf(of.own)).toMatchObject({ node_id: "talk" });
    expect(await ownerSql()`select outlet from visit where enrollment_id = ${of.own} and node_id = 'wait'`).toEqual([
      { outlet: "gone" },
    ]);
  });

  it("never cuts a longer pause short", async () => {
    const of = await mailed();
    await receive(of.workspaceId, await writeReply(of.played, "Not right now. Get back to me in September.", when));
    await receive(of.workspaceId, await writeAbsence(of.played, new Date("2026-05-16T00:00:00Z"), when));
    expect(await stateOf(of.sales)).toMatchObject({ paused_until: new Date("2026-08-31T22:00:00Z") });
  });

  it("a hard bounce stops everything and suppresses the address", async () => {
    const of = await mailed();
    expect(await receive(of.workspaceId, writeBounce(of.played, when))).toMatchObject({
      ok: true,
      class: "bounce_hard",
    });
    for (const id of [of.own, of.sales, of.marketing, of.receipts]) expect(await stateOf(id)).toMatchObject(stopped);
    expect(
      await ownerSql()`select email_key, scope, reason from suppression where workspace_id = ${of.workspaceId}`,
    ).toEqual([{ email_key: of.email, scope: "all", reason: "bounce_hard" }]);
    const [touch] = await ownerSql()`select state, bounced_at from touch where id = ${of.touchId}`;
    expect(touch).toEqual({ state: "accepted", bounced_at: when });
  });

  it("a complaint suppresses for everything", async () => {
    const of = await mailed();
    expect(await receive(of.workspaceId, writeComplaint(of.played, when))).toMatchObject({ class: "complaint" });
    expect(await stateOf(of.receipts)).toMatchObject(stopped);
    expect(await ownerSql()`select scope, reason from suppression where workspace_id = ${of.workspaceId}`).toEqual([
      { scope: "all", reason: "complaint" },
    ]);
    const [touch] = await ownerSql()`select complained_at from touch where id = ${of.touchId}`;
    expect(touch).toEqual({ complained_at: when });
  });
});

describe("what is left alone", () => {
  it("mail of nobody we know is not kept", async () => {
    const { workspaceId } = await createWorkspace();
    expect(await receive(workspaceId, toRaw({ headers: ["Subject: Hello there"], body: "stop" }))).toEqual({
      ok: false,
      reason: "unmatched",
    });
    expect(await ownerSql()`select 1 from inbound_mail where workspace_id = ${workspaceId}`).toEqual([]);
  });

  it("a contact who is in no sequence and got no mail of ours", async () => {
    const { workspaceId } = await createWorkspace();
    const { email } = await createContact(workspaceId);
    expect(
      await receive(workspaceId, toRaw({ headers: [`From: <${email}>`, "Subject: Hello there"], body: "hi" })),
    ).toEqual({ ok: false, reason: "unmatched" });
  });

  it("a copy of our own mail", async () => {
    const of = await mailed();
    expect(await receive(of.workspaceId, of.played.raw)).toEqual({ ok: false, reason: "own" });
  });

  it("a token of another workspace opens nothing", async () => {
    const of = await mailed();
    const other = await createWorkspace();
    expect(await receive(other.workspaceId, await writeReply(of.played, "stop", when))).toEqual({
      ok: false,
      reason: "unmatched",
    });
    expect(await stateOf(of.own)).toMatchObject(active);
  });

  it("what lay in a mailbox before it was connected is shown and moves nothing", async () => {
    const of = await mailed();
    const raw = await writeReply(of.played, "stop", when);
    const received = await receiveMail({
      workspaceId: of.workspaceId,
      raw,
      receivedAt: toEpochMs(answeredAt),
      historical: true,
    });
    expect(received).toMatchObject({ ok: true, class: "unsubscribe" });
    expect(await stateOf(of.own)).toMatchObject(active);
    expect(await ownerSql()`select 1 from suppression where workspace_id = ${of.workspaceId}`).toEqual([]);
  });
});
