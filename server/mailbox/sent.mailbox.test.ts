import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { toEpochMs } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { signAction } from "@/server/mail/tracking-token";
import { type Dovecot, startDovecot } from "@/server/mailbox/testing/dovecot";
import { looked, mailboxWorld, observed, opened, soon } from "@/server/mailbox/testing/heard";
import { plainMail } from "@/server/mailbox/testing/peer";
import { enterPeople } from "@/server/services/enrollments/testing/enrolled";
import { gatherExchanges } from "@/server/services/touches/gather/exchanges";

testDatabase();
let dovecot: Dovecot;
const { watch, peer, close } = opened();
beforeAll(async () => {
  dovecot = await startDovecot();
});
afterEach(close);
afterAll(() => dovecot.stop());

test("a mail written by hand is one touch of each person in To, Cc and Bcc, at INTERNALDATE, and holds what others want", async () => {
  const of = await mailboxWorld(dovecot);
  const [to, cc, bcc, other] = await enterPeople(of, 4);
  if (!to || !cc || !bcc || !other) throw new Error("nobody entered");
  await watch();
  await looked(of);
  const at = new Date(Math.trunc(Date.now() / 1_000) * 1_000 - 3_600_000);
  const mine = await peer(dovecot, of.address);
  const raw = plainMail({
    from: of.address,
    to: `"Reed, Tom" <${to.email.toUpperCase()}>, nobody@elsewhere.example`,
    subject: "=?utf-8?q?Gr=C3=BC=C3=9Fe?=",
    headers: [`Cc: ${cc.email}`, `Bcc: ${bcc.email}, ${to.email}`],
    id: "hand.1",
  });
  await mine.append("Sent", raw, at);
  await mine.append("Sent", raw, at); // moved, or kept twice by the program
  await vi.waitFor(async () => expect(await observed(of)).toHaveLength(3), soon);
  const touches = await observed(of);
  expect(new Set(touches.map((touch) => touch.person_id))).toEqual(new Set([to.personId, cc.personId, bcc.personId]));
  for (const touch of touches)
    expect(touch).toMatchObject({
      counted_at: at,
      counts: true,
      source: "hand",
      member_id: of.memberId,
      subject: "Grüße",
    });
  const exchanges = await gatherExchanges(
    ownerSql(),
    of.workspaceId,
    [to.personId, other.personId],
    toEpochMs(Date.now()),
  );
  expect(exchanges.get(to.personId)).toEqual([{ memberId: of.memberId, lastAt: at.getTime(), replyId: null }]);
  expect(exchanges.has(other.personId)).toBe(false);
});

test("own sends, the mailbox's robot and mail to strangers count as nothing; an invitation is seen and not counted", async () => {
  const of = await mailboxWorld(dovecot);
  const [person] = await enterPeople(of, 1);
  if (!person) throw new Error("nobody entered");
  const [touch] = await ownerSql()`
    insert into touch (id, workspace_id, person_id, contact_id, key, state, source, class, obeys, counts, repeat, due_at,
      claimed_at, counted_at, content_hash, sender_id)
    values (${`tch_own${of.workspaceId.slice(-8)}`}, ${of.workspaceId}, ${person.personId}, ${person.contactId}, 'k', 'accepted',
      'sequence', 'sales', true, true, '{"kind":"always"}', now(), now(), now(), 'x', ${of.senderId})
    returning id`;
  if (!touch) throw new Error("no touch");
  await watch();
  await looked(of);
  const mine = await peer(dovecot, of.address);
  const mail = { from: of.address, to: person.email };
  const mark = `X-Heed-Id: ${signAction({ do: "open", touchId: touch.id })}`;
  await mine.append("Sent", plainMail({ ...mail, subject: "Ours", headers: [mark], id: "rewritten.by.host" }));
  await mine.append(
    "Sent",
    plainMail({ ...mail, subject: "Away", headers: ["Auto-Submitted: auto-replied"], id: "ooo" }),
  );
  await mine.append(
    "Sent",
    plainMail({ from: of.address, to: "x@elsewhere.example", subject: "Private", id: "private" }),
  );
  const invitation = plainMail({ ...mail, subject: "Call", text: "BEGIN:VCALENDAR", id: "invitation" });
  await mine.append("Sent", invitation.replace("text/plain", "text/calendar; method=REQUEST"));
  await vi.waitFor(async () => expect(await observed(of)).toHaveLength(1), soon);
  expect(await observed(of)).toMatchObject([{ subject: "Call", counts: false }]);
  const aliases = await ownerSql()`
    select message_id, source from message_alias where workspace_id = ${of.workspaceId} and touch_id = ${touch.id}`;
  expect(Array.from(aliases)).toEqual([{ message_id: "<rewritten.by.host>", source: "sent_copy" }]);
});

test("a member's own answer is known as such: the reply is dealt with, and the thread's marks make it no send of ours", async () => {
  const of = await mailboxWorld(dovecot);
  const [person] = await enterPeople(of, 1);
  if (!person) throw new Error("nobody entered");
  await watch();
  await looked(of);
  const mine = await peer(dovecot, of.address);
  const question = {
    from: person.email,
    to: of.address,
    subject: "Re: Later",
    id: "question",
    text: "How much is it?",
  };
  await mine.append("INBOX", plainMail(question));
  const open = async () =>
    (
      await ownerSql()`
      select handled_by, handled_at is null as open from inbound_mail where workspace_id = ${of.workspaceId}`
    )[0];
  await vi.waitFor(async () => expect((await open())?.open).toBe(true), soon);
  const thread = ["In-Reply-To: <question>", "References: <s.tch_1@ours.example> <question>"];
  await mine.append(
    "Sent",
    plainMail({ from: of.address, to: person.email, subject: "Re: Later", headers: thread, id: "a1" }),
  );
  await vi.waitFor(async () => expect(await observed(of)).toHaveLength(1), soon);
  expect(await open()).toEqual({ handled_by: of.memberId, open: false });
});
