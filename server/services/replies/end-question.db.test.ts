import { expect, test } from "vitest";
import { rightsOf } from "@/core/rights";
import { ownerSql, withWorkspace } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { readHead } from "@/server/mailbox/read-headers";
import { memberContext, type ServiceContext } from "@/server/services/context";
import { getJourney } from "@/server/services/journeys/get";
import { takeSentMail } from "@/server/services/mailboxes/take-sent";
import { answerReply } from "@/server/services/replies/answer";
import { markReplyDone } from "@/server/services/replies/handle";
import { answeredAt, type Mailed, mailed, receive, stateOf } from "@/server/services/replies/testing/mailed";
import { writeAbsence, writeReply } from "@/server/services/sandbox/write-answer";
import { decidePeople } from "@/server/services/touches/decide";
import { handOverTouches } from "@/server/services/touches/hand-over";
import { at } from "@/server/services/touches/testing/new-touch";

testDatabase();

const when = new Date(answeredAt);
const soon = answeredAt + 60_000;
const unclear = "Not interested in the newsletter product, but we would like a demo of the CRM.";

/** Somebody wrote something nobody could make sense of: their sales sequences stand. */
async function asked(raw?: (of: Mailed) => Promise<Buffer>) {
  const of = await mailed();
  const received = await receive(of.workspaceId, await (raw?.(of) ?? writeReply(of.played, unclear, when)));
  if (!received.ok) throw new Error(received.reason);
  const { workspaceId } = of;
  const ctx: ServiceContext = {
    ...memberContext({ workspaceId, memberId: "mem_ana", role: "owner", teamIds: [], offsetMs: 0 }),
    rights: rightsOf("owner"),
  };
  return { ...of, id: received.id, ctx };
}
type Asked = Awaited<ReturnType<typeof asked>>;

const pauses = async (of: Asked) => [(await stateOf(of.own))?.pause_reason, (await stateOf(of.sales))?.pause_reason];
const standing = [expect.any(String), expect.any(String)];
const audited = (of: Asked) =>
  ownerSql()`select subject_ref, member_id from audit where workspace_id = ${of.workspaceId} and action = 'enrollment.resumed'
    order by subject_ref`;
const openTasks = async (of: Asked) =>
  (await ownerSql()`select count(*)::int as n from task where workspace_id = ${of.workspaceId} and done_at is null`)[0]
    ?.n;

/** The server of the sender takes no mail of ours. */
const refuse = (of: Asked, ms: number) =>
  at(ms, async () => {
    const { claimed } = await decidePeople(of.workspaceId, [of.personId]);
    const no = { outcome: "rejected", bounce: null, code: "552", answer: "Too large" } as const;
    await handOverTouches(of.workspaceId, claimed, () =>
      Promise.resolve({ honoursKeys: false, send: () => Promise.resolve(no), close: () => Promise.resolve() }),
    );
  });

test("what an unclear reply paused goes on when a member says that it is done: audited, and told on the journey", async () => {
  const of = await asked();
  expect(await pauses(of)).toEqual(standing);
  await at(soon, () => markReplyDone({ ctx: of.ctx, input: { id: of.id }, done: true }));
  expect(await pauses(of)).toEqual([null, null]);
  expect(await openTasks(of)).toBe(0);
  const rows = Array.from(await audited(of));
  expect(rows).toEqual([of.own, of.sales].sort().map((id) => ({ subject_ref: id, member_id: "mem_ana" })));
  const { rows: journey } = await at(soon, () => getJourney({ ctx: of.ctx, input: { contactId: of.contactId } }));
  expect(journey.find(({ inboundMailId }) => inboundMailId === of.id)?.reason).toContain("what it had paused goes on");
  await at(soon + 1, () => markReplyDone({ ctx: of.ctx, input: { id: of.id }, done: true }));
  expect(await audited(of)).toHaveLength(2);
});

test("so it does when they answer, in Heed or in their own mail program", async () => {
  const here = await asked();
  await at(soon, () => answerReply({ ctx: here.ctx, input: { id: here.id, key: "a-demo-then", text: "Gladly." } }));
  expect(await pauses(here)).toEqual([null, null]);

  const there = await asked();
  const [mail] = await ownerSql()`select message_id from inbound_mail where id = ${there.id}`;
  const head = [
    `From: ana@ours.example`,
    `To: ${there.email}`,
    `In-Reply-To: <${mail?.message_id}>`,
    "Message-ID: <h@ours.example>",
  ];
  await at(soon, () =>
    withWorkspace({ workspaceId: there.workspaceId }, (tx) =>
      takeSentMail(tx, {
        ...{
          workspaceId: there.workspaceId,
          memberId: "mem_ana",
          head: readHead(Buffer.from(`${head.join("\r\n")}\r\n\r\n`)),
        },
        ...{ at: new Date(soon), isInvitation: false, countsInvitations: false, key: "sent 1", subject: "Re: hm" },
      }),
    ),
  );
  expect(await pauses(there)).toEqual([null, null]);
});

test("what had paused stands still again, and is asked again, where the answer was lost", async () => {
  const of = await asked();
  await at(soon, () => answerReply({ ctx: of.ctx, input: { id: of.id, key: "a-demo-then", text: "Gladly." } }));
  expect([await pauses(of), await openTasks(of)]).toEqual([[null, null], 0]);
  await refuse(of, soon + 3_000);
  expect(await pauses(of)).toEqual(["its answer did not leave", "its answer did not leave"]);
  expect(await openTasks(of)).toBe(1);
  await at(soon + 60_000, () => markReplyDone({ ctx: of.ctx, input: { id: of.id }, done: true }));
  expect([await pauses(of), await openTasks(of)]).toEqual([[null, null], 0]);
});

test("a lost answer to a clear reply pauses nothing", async () => {
  const of = await asked((one) => writeReply(one.played, "What does it cost?", when));
  await at(soon, () => answerReply({ ctx: of.ctx, input: { id: of.id, key: "the-price", text: "Ten." } }));
  const before = await pauses(of);
  await refuse(of, soon + 3_000);
  expect(await pauses(of)).toEqual(before);
  expect(await openTasks(of)).toBe(0);
});

test("an absence ends by its date, whoever ticks it off", async () => {
  const away = await asked((of) => writeAbsence(of.played, null, when));
  await at(soon, () => markReplyDone({ ctx: away.ctx, input: { id: away.id }, done: true }));
  expect(await pauses(away)).toEqual(standing);
});
