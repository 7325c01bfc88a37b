import { describe, expect, it } from "vitest";
import { toEpochMs } from "@/core/instant";
import { rightsOf } from "@/core/rights";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createSandboxTransport } from "@/server/mail/sandbox";
import { parseMail } from "@/server/mailbox/parse-mail";
import { toRaw } from "@/server/mailbox/testing/raw-mail";
import { memberContext, type ServiceContext, systemContext } from "@/server/services/context";
import { answerReply } from "@/server/services/replies/answer";
import { getReply } from "@/server/services/replies/get";
import { handReply, markReplyDone, snoozeReply, tellSender } from "@/server/services/replies/handle";
import { countOpenReplies, listReplies } from "@/server/services/replies/list";
import { previewAnswer } from "@/server/services/replies/preview-answer";
import { readRefusals } from "@/server/services/replies/refusals";
import { createSavedAnswer, fillSavedAnswer } from "@/server/services/replies/saved-answers";
import { answeredAt, type Mailed, mailed, receive, stateOf } from "@/server/services/replies/testing/mailed";
import { keepSandboxMail } from "@/server/services/sandbox/keep-mail";
import { writeAbsence, writeReply } from "@/server/services/sandbox/write-answer";
import { getToday } from "@/server/services/today/get";
import { decidePeople } from "@/server/services/touches/decide";
import { handOverTouches } from "@/server/services/touches/hand-over";
import { at } from "@/server/services/touches/testing/new-touch";

testDatabase();

const when = new Date(answeredAt);
const soon = answeredAt + 60_000;

/** A member who may do everything, with the clock of the test. */
const ctxOf = (of: Mailed, rights = rightsOf("owner")): ServiceContext => ({
  ...systemContext({ workspaceId: of.workspaceId, name: "test" }),
  rights,
});

async function answered(of: Mailed, text: string): Promise<string> {
  const received = await receive(of.workspaceId, await writeReply(of.played, text, when));
  if (!received.ok) throw new Error(received.reason);
  return received.id;
}

async function leaves(of: Mailed, time: number): Promise<void> {
  await at(time, async () => {
    const { claimed } = await decidePeople(of.workspaceId, [of.personId]);
    await handOverTouches(of.workspaceId, claimed, () => Promise.resolve(createSandboxTransport(keepSandboxMail)));
  });
}

const ids = async (of: Mailed, input: Parameters<typeof listReplies>[0]["input"], time = soon) =>
  (await at(time, () => listReplies({ ctx: ctxOf(of), input }))).items.map(({ id }) => id);

describe("an answer by hand", () => {
  it("leaves at once, whatever the caps, into the thread, plain, and counts", async () => {
    const of = await mailed();
    const id = await answered(of, "Does it work with SAP?");
    const ctx = ctxOf(of);
    const text = "Hi Tom,\n\nyes: {{ it }} does, see https://ours.example/sap_guide\n\nAna";
    await at(soon, () => answerReply({ ctx, input: { id, key: "press-once", text } }));
    await at(soon, () => answerReply({ ctx, input: { id, key: "press-once", text } })); // pressed twice
    await leaves(of, soon);
    const rows = await ownerSql()`
      select state, source, obeys, counts, member_id, subject, to_address from touch
      where workspace_id = ${of.workspaceId} and source = 'hand'`;
    expect(rows).toMatchObject([{ state: "accepted", obeys: false, counts: true, to_address: of.email }]);
    const [kept] = await ownerSql()<{ raw: Buffer }[]>`
      select raw from sandbox_mail where workspace_id = ${of.workspaceId} order by received_at desc, id desc limit 1`;
    const mail = await parseMail(kept?.raw ?? Buffer.alloc(0));
    const [reply] = await ownerSql()`select message_id from inbound_mail where id = ${id}`;
    expect(mail.headers["in-reply-to"]).toEqual([reply?.message_id]);
    expect(mail.headers.references?.[0]).toContain(of.played.mail.messageId);
    expect(mail.subject).toMatch(/^Re: /);
    expect(mail.subject).not.toMatch(/^Re: Re:/i);
    expect(mail.text.trim()).toBe(text);
    expect(mail.headers["list-unsubscribe"]).toBeUndefined();
    expect(await ids(of, { view: "open" }, soon + 1_000)).toEqual([]);
    expect(await ids(of, { view: "done" }, soon + 1_000)).toEqual([id]);
  });

  it("goes to the colleague who wrote, and their address may become the person's", async () => {
    const of = await mailed();
    const received = await receive(
      of.workspaceId,
      toRaw({
        headers: ["From: Jo <jo@elsewhere.example>", "Subject: Re: hm", `References: ${of.played.mail.messageId}`],
        body: "What does it cost?",
      }),
    );
    if (!received.ok) throw new Error(received.reason);
    const ctx = ctxOf(of);
    const seen = await at(soon, () => getReply({ ctx, input: { id: received.id } }));
    expect(seen).toMatchObject({ asksSender: true, confidence: "exact", matchMethod: "references" });
    await at(soon, () => answerReply({ ctx, input: { id: received.id, key: "to-colleague", text: "Ten." } }));
    await leaves(of, soon);
    const [touch] =
      await ownerSql()`select to_address from touch where workspace_id = ${of.workspaceId} and source = 'hand'`;
    expect(touch?.to_address).toBe("jo@elsewhere.example");
    await at(soon, () => tellSender({ ctx, input: { id: received.id, is: "same" } }));
    const [jo] =
      await ownerSql()`select person_id from contact where email_key = 'jo@elsewhere.example' and workspace_id = ${of.workspaceId}`;
    expect(jo?.person_id).toBe(of.personId);
    expect(await at(soon, () => getReply({ ctx, input: { id: received.id } }))).toMatchObject({
      asksSender: false,
      senderIs: "same",
    });
  });

  it("goes where the author wants answers, and says so before", async () => {
    const of = await mailed();
    const received = await receive(
      of.workspaceId,
      toRaw({
        headers: [
          ...[`From: Tom <${of.email}>`, "Reply-To: Tom's desk <Desk@elsewhere.example>", "Subject: Re: hm"],
          `References: ${of.played.mail.messageId}`,
        ],
        body: "What does it cost?",
      }),
    );
    if (!received.ok) throw new Error(received.reason);
    const ctx = ctxOf(of);
    const seen = await at(soon, () => getReply({ ctx, input: { id: received.id } }));
    expect(seen).toMatchObject({ from: { address: of.email }, answersTo: "desk@elsewhere.example" });
    await at(soon, () => answerReply({ ctx, input: { id: received.id, key: "to-the-desk", text: "Ten." } }));
    await leaves(of, soon);
    const [touch] =
      await ownerSql()`select to_address from touch where workspace_id = ${of.workspaceId} and source = 'hand'`;
    expect(touch?.to_address).toBe("desk@elsewhere.example");
  });

  it("leaves from the address that was answered, else from one's own, whoever may act for others too", async () => {
    const of = await mailed();
    const id = await answered(of, "Does it work with SAP?");
    const memberId = newId("member");
    const ctx = memberContext({ ...of, memberId, role: "owner", teamIds: [], offsetMs: 0 });
    for (const [address, owner] of [
      ["colleague@ours.example", newId("member")],
      ["me@ours.example", memberId],
    ] as const)
      await ownerSql()`
        insert into sender (id, workspace_id, name, address, transport, member_id)
        values (${newId("sender")}, ${of.workspaceId}, 'Name', ${address}, 'sandbox', ${owner})`;
    const by = async () => (await at(soon, () => previewAnswer({ ctx, input: { id } }))).by.address;
    const [company] = await ownerSql()`
      select s.id, s.address from sender s join touch t on t.sender_id = s.id where t.id = ${of.touchId}`;
    expect(await by()).toBe(company?.address);
    await ownerSql()`update sender set archived_at = now() where id = ${company?.id}`;
    expect(await by()).toBe("me@ours.example");
    await ownerSql()`update sender set archived_at = null, member_id = 'mem_other' where id = ${company?.id}`;
    expect(await by()).toBe(company?.address);
  });

  it("has nowhere to go where a mail server wrote", async () => {
    const of = await mailed();
    const id = await answered(of, "Does it work with SAP?");
    await ownerSql()`update inbound_mail set class = 'bounce_soft', from_address = 'mailer-daemon@mx.example' where id = ${id}`;
    const ctx = ctxOf(of);
    expect(await at(soon, () => getReply({ ctx, input: { id } }))).toMatchObject({ answersTo: null });
    const answer = at(soon, () => answerReply({ ctx, input: { id, key: "to-nobody", text: "Hello?" } }));
    await expect(answer).rejects.toThrow("no address left");
  });

  it("tells before it leaves what it will push back", async () => {
    const of = await mailed({ class: "marketing" });
    const id = await answered(of, "please tell me the price");
    // answered six days ago, and a marketing mail is due in an hour
    await ownerSql()`update touch set state = 'planned', failure = null, ended_at = null, due_at = ${new Date(answeredAt + 3_600_000)},
      deadline_at = ${new Date(answeredAt + 20 * 86_400_000)} where enrollment_id = ${of.marketing}`;
    await ownerSql()`update inbound_mail set received_at = ${new Date(answeredAt - 6 * 86_400_000)} where id = ${id}`;
    const { pushedBack } = await at(soon, () => previewAnswer({ ctx: ctxOf(of), input: { id } }));
    expect(pushedBack).toMatchObject([
      {
        title: expect.stringContaining("Later"),
        from: new Date(answeredAt + 86_400_000),
        to: new Date(soon + 7 * 86_400_000),
        skipped: false,
      },
    ]);
  });
});

it("tells what it fills of the sender it would leave from, and of no other", async () => {
  const of = await mailed({ class: "marketing" });
  const id = await answered(of, "please tell me the price");
  const { workspaceId } = of;
  const sql = ownerSql();
  const [brand] = await sql<{ id: string }[]>`select id from sender where workspace_id = ${workspaceId}`;
  const other = newId("sender");
  await sql`insert into sender (id, workspace_id, name, address) values (${other}, ${workspaceId}, 'Other', 'other@ours.example')`;
  // my own sales mail from the brand's address is due in two hours; the exchange is mine, or long over
  await sql`update touch set state = 'planned', failure = null, ended_at = null, due_at = ${new Date(answeredAt + 7_200_000)},
    class = 'sales', member_id = 'mem_ana', deadline_at = ${new Date(answeredAt + 20 * 86_400_000)}
    where enrollment_id = ${of.marketing}`;
  await sql`update inbound_mail set received_at = ${new Date(answeredAt - 8 * 86_400_000)} where id = ${id}`;
  await sql`update signal set occurred_at = ${new Date(answeredAt - 8 * 86_400_000)} where workspace_id = ${workspaceId}`;
  const ctx: ServiceContext = {
    ...ctxOf(of),
    actor: { kind: "member", memberId: "mem_ana", role: "owner", teamIds: [] },
  };
  const pushed = async (senderId?: string) =>
    (await at(soon, () => previewAnswer({ ctx, input: { id, senderId } }))).pushedBack.length;
  expect([await pushed(other), await pushed(brand?.id)]).toEqual([0, 0]);
  // two in ten days, of which one has left
  const rule = {
    ...{ scope: { kind: "sender", id: null }, max: 2, window: { kind: "rolling", lengthMs: 10 * 86_400_000 } },
    ...{ minGapMs: null, counts: null, appliesTo: null, atCap: "hold", shelfLifeMs: null },
  };
  await sql`insert into cap_rule (id, workspace_id, name, rule) values (${newId("rule")}, ${workspaceId}, 'Two', ${sql.json(rule)})`;
  expect([await pushed(other), await pushed(brand?.id), await pushed()]).toEqual([0, 1, 1]);
  await sql`delete from cap_rule where workspace_id = ${workspaceId}`;
  await sql`update sender set daily_limit = 2 where id = ${brand?.id ?? ""}`;
  expect([await pushed(other), await pushed(brand?.id)]).toEqual([0, 1]);
});

describe("an answer that does not leave", () => {
  const author = "mem_ana";
  const byAna = (of: Mailed): ServiceContext => ({
    ...ctxOf(of),
    actor: { kind: "member", memberId: author, role: "owner", teamIds: [] },
  });
  const lines = (of: Mailed) =>
    ownerSql()`select member_id, title, body, href from notification where workspace_id = ${of.workspaceId} and key like 'answer-lost/%'`;
  const problems = async (of: Mailed) =>
    (await at(soon, () => getToday({ ctx: byAna(of) }))).problems.filter(({ kind }) => kind === "answer");
  const answers = async (of: Mailed, key = "first-try") => {
    const id = await answered(of, "Does it work with SAP?");
    await at(soon, () => answerReply({ ctx: byAna(of), input: { id, key, text: "Yes." } }));
    return id;
  };
  const stateOfAnswer = async (of: Mailed) => {
    const [row] = await ownerSql()`select state from touch where workspace_id = ${of.workspaceId} and source = 'hand'`;
    return row?.state;
  };

  it("waits for no limit and no spacing of its sender", async () => {
    const of = await mailed();
    await ownerSql()`update sender set daily_limit = 1, spacing_seconds = 86400 where workspace_id = ${of.workspaceId}`;
    await answers(of);
    await leaves(of, soon);
    expect(await stateOfAnswer(of)).toBe("accepted");
    expect(await problems(of)).toEqual([]);
  });

  it("is open again when it was skipped, its author is told once, and Today says why", async () => {
    const of = await mailed();
    const id = await answers(of);
    await ownerSql()`insert into suppression ${ownerSql()({
      ...{ id: "sup_answer", workspace_id: of.workspaceId, email_hash: "x", person_id: of.personId, scope: "all" },
      ...{ reason: "complaint", source: "provider" },
    })}`;
    expect(await ids(of, {})).toEqual([]);
    await leaves(of, soon);
    expect(await stateOfAnswer(of)).toBe("skipped");
    expect(await ids(of, {})).toEqual([id]);
    const told = {
      title: expect.stringContaining("Your answer to"),
      body: expect.stringContaining("reported a message"),
    };
    expect(await lines(of)).toMatchObject([{ member_id: author, href: `/replies?reply=${id}`, ...told }]);
    expect(await problems(of)).toMatchObject([{ why: told.body, href: `/replies?reply=${id}` }]);
    await at(soon, () => markReplyDone({ ctx: byAna(of), input: { id }, done: true }));
    expect(await problems(of)).toEqual([]);
  });

  it("is open again when the server refused it, in its words, until another answer has left", async () => {
    const of = await mailed();
    const id = await answers(of);
    await at(soon, async () => {
      const { claimed } = await decidePeople(of.workspaceId, [of.personId]);
      const no = { outcome: "rejected", bounce: null, code: "552", answer: "Too large" } as const;
      await handOverTouches(of.workspaceId, claimed, () =>
        Promise.resolve({ honoursKeys: false, send: () => Promise.resolve(no), close: () => Promise.resolve() }),
      );
    });
    expect(await ids(of, {})).toEqual([id]);
    expect(await lines(of)).toMatchObject([{ member_id: author, body: "552 Too large" }]);
    expect(await problems(of)).toMatchObject([{ why: "552 Too large" }]);
    await at(soon, () => answerReply({ ctx: byAna(of), input: { id, key: "second-try", text: "Yes, shorter." } }));
    await leaves(of, soon + 1_000);
    expect(await ids(of, {})).toEqual([]);
    expect(await problems(of)).toEqual([]);
  });

  it("is shown while all sending is paused, and leaves when it goes on", async () => {
    const of = await mailed();
    await ownerSql()`update workspace_setting set sending_paused_at = now() where workspace_id = ${of.workspaceId}`;
    await answers(of);
    await leaves(of, soon);
    expect(await problems(of)).toMatchObject([{ why: expect.stringContaining("resumed") }]);
    await ownerSql()`update workspace_setting set sending_paused_at = null where workspace_id = ${of.workspaceId}`;
    await leaves(of, soon + 1_000);
    expect(await stateOfAnswer(of)).toBe("accepted");
    expect(await problems(of)).toEqual([]);
  });
});

describe("the list", () => {
  it("has what wants an answer oldest first, and what programs sent apart", async () => {
    const of = await mailed();
    const question = await answered(of, "Does it work with SAP?");
    const absence = await receive(of.workspaceId, await writeAbsence(of.played, null, when));
    if (!absence.ok) throw new Error(absence.reason);
    expect(await ids(of, {})).toEqual([question]);
    expect(await ids(of, { view: "machine" })).toEqual([absence.id]);
    expect(await ids(of, { view: "all", class: "out_of_office" })).toEqual([absence.id]);
    expect(await ids(of, { view: "all", search: of.email.slice(0, 8) })).toHaveLength(2);
    const [item] = (await at(soon, () => listReplies({ ctx: ctxOf(of), input: {} }))).items;
    expect(item).toMatchObject({ class: "question", why: "asks something", confidence: "exact" });
    expect(item?.effects.map(({ kind }) => kind).sort()).toEqual(["stopped", "stopped", "went_on", "went_on"]);
    expect(await at(soon, () => countOpenReplies({ ctx: ctxOf(of) }))).toEqual({ open: 1, mine: 0 });
  });

  it("keeps words from members who may not read them, and writes down who does", async () => {
    const of = await mailed();
    const id = await answered(of, "Does it work with SAP?");
    const marketer = ctxOf(of, rightsOf("marketer"));
    const [item] = (await at(soon, () => listReplies({ ctx: marketer, input: {} }))).items;
    expect(item?.excerpt).toBeNull();
    const hidden = await at(soon, () => getReply({ ctx: marketer, input: { id } }));
    expect(hidden).toMatchObject({ mayRead: false, newText: null, text: null, html: null, thread: [] });
    const looks = () => ownerSql()`select action from audit where subject_ref = ${id}`;
    expect(await looks()).toEqual([]);
    const seen = await at(soon, () => getReply({ ctx: ctxOf(of), input: { id } }));
    await at(soon, () => getReply({ ctx: ctxOf(of), input: { id } }));
    expect(seen.newText).toBe("Does it work with SAP?");
    expect(seen.thread.map(({ way }) => way)).toEqual(["out", "in"]);
    expect(await looks()).toEqual([{ action: "reply.read" }]);
  });

  it("lets go of what is done, asleep, or given away, and takes it back", async () => {
    const of = await mailed();
    const id = await answered(of, "Does it work with SAP?");
    const ctx = ctxOf(of);
    await at(soon, () => snoozeReply({ ctx, input: { id, until: new Date(soon + 3_600_000) } }));
    expect(await ids(of, {})).toEqual([]);
    expect(await ids(of, { view: "snoozed" })).toEqual([id]);
    expect(await ids(of, {}, soon + 3_700_000)).toEqual([id]);
    await at(soon, () => markReplyDone({ ctx, input: { id }, done: true }));
    expect(await ids(of, { view: "done" })).toEqual([id]);
    await at(soon, () => handReply({ ctx, input: { id, memberId: null } }));
    expect(await ids(of, { owner: "nobody" })).toEqual([id]);
    await expect(at(soon, () => snoozeReply({ ctx, input: { id, until: new Date(soon - 1) } }))).rejects.toThrow(
      /ahead/,
    );
    await expect(at(soon, () => handReply({ ctx, input: { id, memberId: "mem_nobody" } }))).rejects.toThrow(
      /work here/,
    );
  });
});

it("who said no is shown with their mail to whoever wants to write again", async () => {
  const of = await mailed();
  await answered(of, "No thanks, we are not in the business.");
  expect(await stateOf(of.sales)).toMatchObject({ status: "finished" });
  const [refusal] = await at(soon, () => readRefusals({ ctx: ctxOf(of), input: { contactIds: [of.contactId] } }));
  expect(refusal).toMatchObject({
    contactId: of.contactId,
    until: new Date(toEpochMs(answeredAt) + 180 * 86_400_000),
    mail: { text: "No thanks, we are not in the business." },
  });
  const marketer = ctxOf(of, rightsOf("marketer"));
  const [blind] = await at(soon, () => readRefusals({ ctx: marketer, input: { contactIds: [of.contactId] } }));
  expect(blind?.mail?.text).toBeNull();
});

it("a saved answer is filled with what is known, and says what is not", async () => {
  const of = await mailed();
  const id = await answered(of, "Does it work with SAP?");
  const ctx = ctxOf(of);
  const saved = await createSavedAnswer({
    ctx,
    input: { name: "SAP", body: 'Hi {{ first_name | default: "there" }},\n\nyes.\n\n{{ company.name }}' },
  });
  const filled = await fillSavedAnswer({ ctx, input: { id: saved.id, replyId: id } });
  expect(filled.text).toMatch(/^Hi .+,\n\nyes\./);
  expect(filled.missing).toEqual(["company.name"]);
  await expect(createSavedAnswer({ ctx, input: { name: "broken", body: "{{ first_name" } })).rejects.toThrow(/tag/i);
  await expect(createSavedAnswer({ ctx, input: { name: "sap", body: "x" } })).rejects.toThrow(/name/);
});
