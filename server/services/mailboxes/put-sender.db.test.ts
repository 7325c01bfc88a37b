import { expect, test } from "vitest";
import type { Role } from "@/core/rights";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";
import { memberContext } from "@/server/services/context";
import { disconnectMailbox, finishMailbox } from "@/server/services/mailboxes/finish";
import { mailboxInSetup } from "@/server/services/mailboxes/testing/in-setup";

testDatabase();

const limits = { name: "Ana Ruiz", dailyLimit: 40, spacingSeconds: 60, readBack: false };

/** A mailbox one step before it is connected, and a sender that has its address already. */
async function meets(role: Role, other: { memberId?: string | null; transport: string } | null) {
  const { workspaceId } = await createWorkspace();
  const memberId = newId("member");
  const id = await mailboxInSetup(workspaceId, memberId);
  const senderId = newId("sender");
  if (other)
    await ownerSql()`
      insert into sender (id, workspace_id, name, address, transport, credentials, member_id)
      values (${senderId}, ${workspaceId}, 'Company', 'Ana@ours.example', ${other.transport}, 'sealed',
        ${other.memberId === "mine" ? memberId : (other.memberId ?? null)})`;
  const ctx = memberContext({ workspaceId, memberId, role, teamIds: [], offsetMs: 0 });
  return {
    finish: () => finishMailbox({ ctx, input: { id, ...limits } }),
    senderId,
    sender: async () =>
      (await ownerSql()`select transport, member_id, credentials from sender where id = ${senderId}`)[0],
    memberId,
  };
}

test("a mailbox never takes over the company's sender, nor a colleague's, from whoever may not change senders", async () => {
  for (const other of [
    { transport: "resend" },
    { transport: "smtp" },
    { memberId: "mem_colleague", transport: "sandbox" },
  ]) {
    const of = await meets("sales", other);
    await expect(of.finish()).rejects.toMatchObject({ fields: [{ path: "address" }] });
    expect(await of.sender()).toMatchObject({ transport: other.transport, credentials: "sealed" });
  }
  const colleague = await meets("owner", { memberId: "mem_colleague", transport: "mailbox" });
  await expect(colleague.finish()).rejects.toThrow(/A colleague already sends as/);
});

test("the local inbox's sender and one's own become it, the company's for whoever may change senders", async () => {
  for (const [role, other] of [
    ["sales", { transport: "sandbox" }],
    ["sales", { memberId: "mine", transport: "smtp" }],
    ["owner", { transport: "resend" }],
  ] as const) {
    const of = await meets(role, other);
    expect(await of.finish()).toEqual({ senderId: of.senderId });
    expect(await of.sender()).toEqual({ transport: "mailbox", member_id: of.memberId, credentials: null });
  }
  const alone = await meets("sales", null);
  expect((await alone.finish()).senderId).not.toBe(alone.senderId);
});

test("a mailbox that is connected again is the sender it was: what names it goes on", async () => {
  const { workspaceId } = await createWorkspace();
  const memberId = newId("member");
  const ctx = memberContext({ workspaceId, memberId, role: "sales", teamIds: [], offsetMs: 0 });
  const first = await mailboxInSetup(workspaceId, memberId);
  const { senderId } = await finishMailbox({ ctx, input: { id: first, ...limits } });
  await disconnectMailbox({ ctx, input: { id: first } });
  const second = await mailboxInSetup(workspaceId, memberId);
  expect(await finishMailbox({ ctx, input: { id: second, ...limits } })).toEqual({ senderId });
  const [sender] = await ownerSql()`select mailbox_id, archived_at from sender where id = ${senderId}`;
  expect(sender).toEqual({ mailbox_id: second, archived_at: null });
});
