import { and, eq, inArray } from "drizzle-orm";
import { DAY_MS } from "@/core/instant";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { mailboxFolder } from "@/db/schema/mailbox";
import { realNow } from "@/server/clock";
import type { FolderRole } from "@/server/mailbox/account";
import { writeAudit } from "@/server/services/audit-log";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { listSenderDomain } from "@/server/services/domains/of-sender";
import { ConflictError, InvalidError, parseInput } from "@/server/services/errors";
import { tellWatchers } from "@/server/services/mailboxes/channel";
import { forgetMailboxes } from "@/server/services/mailboxes/forget";
import { endWatch } from "@/server/services/mailboxes/lease";
import { changeMailbox, checkRealTime, findMailbox } from "@/server/services/mailboxes/own";
import { putSender } from "@/server/services/mailboxes/put-sender";
import { chooseFoldersInput, finishMailboxInput, mailboxIdInput } from "@/server/services/mailboxes/schemas";

const READ_BACK_DAYS = 30;

/** Which folders are heard. Gmail keeps everything in one. @throws NotFoundError, InvalidError for a folder that is not there */
export async function chooseFolders(args: VerbArgs<typeof chooseFoldersInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "mailbox.connect");
  const { id, sent, junk } = parseInput(chooseFoldersInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const row = await findMailbox(tx, ctx, id);
    const listed = row.setup.folders ?? [];
    if (listed.length === 0) throw new ConflictError("Sign in first");
    for (const [path, field] of [
      [sent, "sent"],
      [junk, "junk"],
    ] as const) {
      if (path !== null && !listed.some((folder) => folder.path === path))
        throw InvalidError.at(field, "There is no such folder");
    }
    if (sent === junk || sent.toUpperCase() === "INBOX")
      throw InvalidError.at("sent", "This folder is for something else");
    const all = row.provider === "gmail" ? listed.find(({ use }) => use === "\\All") : undefined;
    const wanted = [
      ...(all
        ? [{ role: "all" as const, path: all.path }]
        : [
            { role: "inbox" as const, path: "INBOX" },
            { role: "sent" as const, path: sent },
          ]),
      ...(junk === null ? [] : [{ role: "junk" as const, path: junk }]),
    ];
    await putFolders(tx, ctx, id, wanted);
    await changeMailbox(tx, ctx, id, row.step === "done" ? {} : { step: "trial" });
    await endWatch(tx, { workspaceId: ctx.workspaceId, mailboxId: id });
    await tellWatchers(tx);
  });
  return { ok: true };
}

/**
 * Connects it: from now on it is heard, and may be sent from.
 * @throws ConflictError before the mail to oneself has come, for a domain that is called otherwise under Domains,
 * and for an address the company or a colleague sends from
 */
export async function finishMailbox(args: VerbArgs<typeof finishMailboxInput>): Promise<{ senderId: string }> {
  const { ctx } = args;
  need(ctx, "mailbox.connect");
  const { id, readBack, ...limits } = parseInput(finishMailboxInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const row = await findMailbox(tx, ctx, id);
    await checkRealTime(tx, ctx);
    if (row.step !== "limits" && row.step !== "done") throw new ConflictError("The mail to yourself has not come yet");
    const { countsInvitations, ...ofSender } = limits;
    await listSenderDomain(tx, ctx, row.address);
    const senderId = await putSender(tx, ctx, row, ofSender);
    if (row.step === "limits" && readBack) await readFromBefore(tx, ctx, id);
    await changeMailbox(tx, ctx, id, {
      name: limits.name,
      countsInvitations,
      step: "done",
      ...(row.step === "limits" ? { status: "connected", connectedAt: realNow() } : {}),
    });
    await writeAudit(tx, ctx, { action: "mailbox.connected", subjectRef: id });
    if (row.countsInvitations !== countsInvitations)
      await endWatch(tx, { workspaceId: ctx.workspaceId, mailboxId: id });
    await tellWatchers(tx);
    return { senderId };
  });
}

/** Nobody hears it any more; what one signs in with is deleted, what was heard stays. @throws NotFoundError */
export async function disconnectMailbox(args: VerbArgs<typeof mailboxIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "mailbox.connect");
  const { id } = parseInput(mailboxIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    await findMailbox(tx, ctx, id);
    await forgetMailboxes(tx, ctx.workspaceId, { id });
    await writeAudit(tx, ctx, { action: "mailbox.disconnected", subjectRef: id });
  });
  return { ok: true };
}

/**
 * What stays chosen keeps how far it was read: what came since is not lost. Another folder in its place is read from the last
 * look into the one before.
 */
async function putFolders(
  tx: Tx,
  { workspaceId }: ServiceContext,
  mailboxId: string,
  wanted: readonly { role: FolderRole; path: string }[],
): Promise<void> {
  const its = and(eq(mailboxFolder.workspaceId, workspaceId), eq(mailboxFolder.mailboxId, mailboxId));
  const before = await tx.select().from(mailboxFolder).where(its);
  const isKept = (one: { role: string; path: string }) =>
    wanted.some(({ role, path }) => role === one.role && path === one.path);
  const gone = before.filter((one) => !isKept(one));
  const fresh = wanted.filter((one) => !before.some(({ role, path }) => role === one.role && path === one.path));
  if (gone.length > 0)
    await tx.delete(mailboxFolder).where(
      and(
        its,
        inArray(
          mailboxFolder.id,
          gone.map(({ id }) => id),
        ),
      ),
    );
  if (fresh.length > 0)
    await tx.insert(mailboxFolder).values(
      fresh.map(({ role, path }) => ({
        id: newId("mailboxFolder"),
        workspaceId,
        mailboxId,
        role,
        path,
        readSince: gone.find((one) => one.role === role)?.lookedAt ?? null,
      })),
    );
}

async function readFromBefore(tx: Tx, ctx: ServiceContext, mailboxId: string): Promise<void> {
  await tx
    .update(mailboxFolder)
    .set({ readSince: new Date(realNow().getTime() - READ_BACK_DAYS * DAY_MS) })
    .where(and(eq(mailboxFolder.workspaceId, ctx.workspaceId), eq(mailboxFolder.mailboxId, mailboxId)));
}
