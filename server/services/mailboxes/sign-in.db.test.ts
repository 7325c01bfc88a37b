import { expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";
import { memberContext } from "@/server/services/context";
import { disconnectMailbox } from "@/server/services/mailboxes/finish";
import { readMailbox } from "@/server/services/mailboxes/own";
import { keepTest } from "@/server/services/mailboxes/sign-in";
import { connectMailbox } from "@/server/services/mailboxes/testing/connected";

testDatabase();

const passed = { ok: true, checks: [], folders: [] };
const kept = { signIn: "password", secret: { kind: "password", password: "new" } } as const;

async function connected() {
  const { workspaceId } = await createWorkspace();
  const { mailboxId, memberId } = await connectMailbox({ workspaceId, address: "ana@ours.example", imapPort: 1 });
  const ctx = memberContext({ workspaceId, memberId, role: "sales", teamIds: [], offsetMs: 0 });
  const state = async () =>
    (await ownerSql()`select status, credentials, connected_at from mailbox where id = ${mailboxId}`)[0];
  return { ctx, mailboxId, state };
}

test("a sign-in that ends after the mailbox was disconnected keeps nothing", async () => {
  const { ctx, mailboxId, state } = await connected();
  const row = await readMailbox(ctx, mailboxId);
  await disconnectMailbox({ ctx, input: { id: mailboxId } });
  await expect(keepTest(ctx, row, passed, kept)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await state()).toMatchObject({ status: "disconnected", credentials: null });
});

test("a mailbox that is tried again while it is connected owes its copies still", async () => {
  const { ctx, mailboxId, state } = await connected();
  await ownerSql()`update mailbox set connected_at = now() - interval '1 day' where id = ${mailboxId}`;
  const before = await state();
  const row = await readMailbox(ctx, mailboxId);
  await keepTest(ctx, { ...row, step: "done" }, passed, kept);
  expect(await state()).toMatchObject({ status: "connected", connected_at: before?.connected_at });
  await ownerSql()`update mailbox set status = 'needs_reauth' where id = ${mailboxId}`;
  await keepTest(ctx, await readMailbox(ctx, mailboxId), passed, kept);
  expect((await state())?.connected_at).not.toEqual(before?.connected_at);
});
