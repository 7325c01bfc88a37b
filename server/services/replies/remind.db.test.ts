import { describe, expect, it } from "vitest";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { type ServiceContext, systemContext } from "@/server/services/context";
import { chooseMail } from "@/server/services/notifications/choice";
import { mailDigests } from "@/server/services/notifications/digest";
import { markReplyDone } from "@/server/services/replies/handle";
import { remindOfReplies } from "@/server/services/replies/remind";
import { answeredAt, type Mailed, mailed, receive } from "@/server/services/replies/testing/mailed";
import { writeReply } from "@/server/services/sandbox/write-answer";
import { at } from "@/server/services/touches/testing/new-touch";

testDatabase();

const HOUR = 3_600_000;
const when = new Date(answeredAt);
const nextDay = answeredAt + 25 * HOUR;

async function asks(of: Mailed): Promise<string> {
  const received = await receive(of.workspaceId, await writeReply(of.played, "Does it work with SAP?", when));
  if (!received.ok) throw new Error(received.reason);
  return received.id;
}

/** An owner of the reply, and the lead of a team they are in. */
async function staff(of: Mailed, replyId: string): Promise<{ owner: string; lead: string }> {
  const sql = ownerSql();
  const people = await Promise.all(
    ["owner", "lead"].map(async (name) => {
      const id = newId("member");
      await sql`insert into member (id, name, email, email_verified) values (${id}, ${name}, ${`${id}@ours.example`}, true)`;
      await sql`insert into membership (id, workspace_ref, member_id, role) values (${newId("membership")}, ${of.workspaceId}, ${id}, 'sales')`;
      return id;
    }),
  );
  const [owner = "", lead = ""] = people;
  const team = newId("team");
  await sql`insert into team (id, workspace_id, name) values (${team}, ${of.workspaceId}, 'Sales')`;
  for (const [id, isLead] of [
    [owner, false],
    [lead, true],
  ] as const)
    await sql`insert into team_membership (id, workspace_id, team_id, member_id, is_lead) values (${newId("membership")}, ${of.workspaceId}, ${team}, ${id}, ${isLead})`;
  await sql`update inbound_mail set owner_id = ${owner} where id = ${replyId}`;
  return { owner, lead };
}

const lines = (of: Mailed) =>
  ownerSql()`select member_id, title, href from notification where workspace_id = ${of.workspaceId} order by member_id`;

describe("a reply nobody answers", () => {
  it("is told to its owner and their lead after one working day, once", async () => {
    const of = await mailed();
    const id = await asks(of);
    const { owner, lead } = await staff(of, id);
    await at(answeredAt + 23 * HOUR, () => remindOfReplies());
    expect(await lines(of)).toEqual([]);
    await at(nextDay, () => remindOfReplies());
    await at(nextDay, () => remindOfReplies());
    expect((await lines(of)).map(({ member_id }) => member_id)).toEqual([owner, lead].sort());
    expect((await lines(of))[0]).toMatchObject({ href: `/replies?reply=${id}` });
  });

  it("is not told of once it is done", async () => {
    const of = await mailed();
    const id = await asks(of);
    const ctx: ServiceContext = systemContext({ workspaceId: of.workspaceId, name: "test" });
    await at(answeredAt + HOUR, () => markReplyDone({ ctx, input: { id }, done: true }));
    await at(nextDay, () => remindOfReplies());
    expect(await lines(of)).toEqual([]);
  });
});

it("digests leave once, as often as chosen, and never from a sandbox", async () => {
  const of = await mailed();
  const id = await asks(of);
  const { owner, lead } = await staff(of, id);
  await ownerSql()`update workspace_setting set sandbox = false where workspace_id = ${of.workspaceId}`;
  await at(nextDay, () => remindOfReplies());
  const ctx: ServiceContext = {
    ...systemContext({ workspaceId: of.workspaceId, name: "test" }),
    actor: { kind: "member", memberId: lead, role: "sales", teamIds: [] },
  };
  await chooseMail({ ctx, input: { mail: "off" } });
  const to = async () =>
    (
      await ownerSql()`select to_address from system_mail where to_address in (${`${owner}@ours.example`}, ${`${lead}@ours.example`})`
    ).map(({ to_address }) => to_address);
  await at(nextDay, () => mailDigests());
  await at(nextDay + HOUR, () => mailDigests());
  expect(await to()).toEqual([`${owner}@ours.example`]);
});
