import { withWorkspace } from "@/db/client";
import { MailboxTrouble } from "@/server/mailbox/trouble";
import { writeAudit } from "@/server/services/audit-log";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { ConflictError, InvalidError, parseInput } from "@/server/services/errors";
import { tellWatchers } from "@/server/services/mailboxes/channel";
import { freshAccount } from "@/server/services/mailboxes/fresh-account";
import { type LiveTest, tryAccount } from "@/server/services/mailboxes/live-test";
import { readMailboxRow, type SignIn, sealSecret, toAccount } from "@/server/services/mailboxes/load-account";
import { changeMailbox, checkRealTime, type Mailbox, readMailbox } from "@/server/services/mailboxes/own";
import { mailboxIdInput, signInMailboxInput } from "@/server/services/mailboxes/schemas";
import { noteHeard } from "@/server/services/mailboxes/state";

export type SignedIn = Pick<LiveTest, "ok" | "checks">;

/** Signs in with a password, tries everything, and keeps the password sealed. @throws NotFoundError, InvalidError */
export async function signInMailbox(args: VerbArgs<typeof signInMailboxInput>): Promise<SignedIn> {
  const { ctx } = args;
  need(ctx, "mailbox.connect");
  const { id, password } = parseInput(signInMailboxInput, args.input);
  const row = await readMailbox(ctx, id);
  const plain = await rowOf(id);
  // A password with a line break in it is two commands (RFC 3501 §9): nobody has one.
  if (/[\r\n\0]/.test(password)) throw InvalidError.at("password", "A password has no line breaks");
  const test = await tryAccount(toAccount(plain, { kind: "password", password }), row.provider);
  await keepTest(ctx, row, test, test.ok ? { signIn: "password", secret: { kind: "password", password } } : null);
  return { ok: test.ok, checks: test.checks };
}

/** Tries again with what is kept. @throws NotFoundError, ConflictError when nothing is */
export async function testMailbox(args: VerbArgs<typeof mailboxIdInput>): Promise<SignedIn> {
  const { ctx } = args;
  need(ctx, "mailbox.connect");
  const { id } = parseInput(mailboxIdInput, args.input);
  const row = await readMailbox(ctx, id);
  if (row.credentials === null) throw new ConflictError("Sign in first");
  const test = await tryKept(id, row.provider);
  await keepTest(ctx, row, test, null);
  return { ok: test.ok, checks: test.checks };
}

async function tryKept(id: string, provider: string): Promise<LiveTest> {
  try {
    return await tryAccount(await freshAccount(await rowOf(id)), provider);
  } catch (error) {
    if (!(error instanceof MailboxTrouble)) throw error;
    return {
      ok: false,
      folders: [],
      checks: [{ what: "imap", ok: false, words: error.words, advice: "Sign in again." }],
    };
  }
}

/** What came of a sign-in. A mailbox that was connected before is connected again at once. */
export async function keepTest(
  ctx: ServiceContext,
  row: Mailbox,
  test: LiveTest,
  kept: { signIn: SignIn; secret: Parameters<typeof sealSecret>[2]; expiresAt?: Date } | null,
): Promise<void> {
  const again = test.ok && row.step === "done";
  await withWorkspace(ctx, async (tx) => {
    await checkRealTime(tx, ctx);
    await changeMailbox(tx, ctx, row.id, {
      setup: { ...row.setup, checks: test.checks, ...(test.folders.length > 0 ? { folders: test.folders } : {}) },
      ...(kept === null
        ? {}
        : {
            signIn: kept.signIn,
            credentials: sealSecret(row.id, kept.signIn, kept.secret),
            accessExpiresAt: kept.expiresAt ?? null,
            pendingAuth: null,
          }),
      ...(again ? { status: "connected" } : {}),
      // copies it has owed since it was connected it goes on owing
      ...(again && row.status !== "connected" ? { connectedAt: ctx.now() } : {}),
      ...(row.step === "done" ? {} : { step: test.ok ? "folders" : kept === null ? row.step : "test" }),
    });
    if (kept !== null) await writeAudit(tx, ctx, { action: "mailbox.signed_in", subjectRef: row.id });
  });
  if (!again) return;
  await noteHeard(ctx.workspaceId, row.id, { signedIn: true });
  await withWorkspace(ctx, tellWatchers);
}

async function rowOf(id: string) {
  const row = await readMailboxRow(id);
  if (!row) throw new Error(`mailbox ${id} is gone`);
  return row;
}
