import { and, eq, isNotNull, ne, sql } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { mailbox, mailboxFolder } from "@/db/schema/mailbox";
import { discoverServers, type MailResolver } from "@/server/mailbox/discover";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, type VerbArgs } from "@/server/services/context";
import { checkSenderDomain } from "@/server/services/domains/of-sender";
import { ConflictError, ForbiddenError, parseInput } from "@/server/services/errors";
import { changeMailbox, checkRealTime, findMailbox } from "@/server/services/mailboxes/own";
import { checkAddressFree } from "@/server/services/mailboxes/put-sender";
import { mailServersInput, startMailboxInput } from "@/server/services/mailboxes/schemas";
import { refuseDuplicates } from "@/server/services/unique";

const taken = {
  mailbox_address_once: () =>
    new ConflictError("A colleague has connected this mailbox", [
      { path: "address", message: "A colleague has connected this mailbox" },
    ]),
};

/**
 * Begins to connect a mailbox, with everything known about its host filled in. Beginning again with the same address goes on
 * where it was left. @throws ConflictError (a colleague's; an address the company sends from; a domain that imitates ours or is listed
 * otherwise; a workspace whose clock was moved)
 */
export async function startMailbox(
  args: VerbArgs<typeof startMailboxInput> & { resolver?: MailResolver },
): Promise<{ id: string }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "mailbox.connect");
  const { address, name } = parseInput(startMailboxInput, args.input);
  const memberId = memberIdOf(ctx);
  if (memberId === null) throw new ForbiddenError("Only a member connects a mailbox");
  const known = await withWorkspace(ctx, async (tx) => {
    await checkRealTime(tx, ctx);
    await checkSenderDomain(tx, ctx, address);
    const [row] = await tx
      .select({ id: mailbox.id, memberId: mailbox.memberId })
      .from(mailbox)
      .where(
        and(
          eq(mailbox.workspaceId, workspaceId),
          eq(sql`lower(${mailbox.address})`, address.toLowerCase()),
          ne(mailbox.status, "disconnected"),
        ),
      );
    return row;
  });
  if (known?.memberId === memberId) return { id: known.id };
  if (known) throw taken.mailbox_address_once();
  await withWorkspace(ctx, (tx) => checkAddressFree(tx, ctx, address));
  const { provider, servers } = await discoverServers(address, ...(args.resolver ? [args.resolver] : []));
  const id = newId("mailbox");
  await refuseDuplicates(taken, () =>
    withWorkspace(ctx, async (tx) => {
      await tx.insert(mailbox).values({
        id,
        workspaceId,
        memberId,
        address,
        name,
        username: address,
        provider: provider?.id ?? "own",
        keepsCopies: provider?.keepsCopies ?? null,
        ...servers,
      });
      await writeAudit(tx, ctx, { action: "mailbox.started", subjectRef: id });
    }),
  );
  return { id };
}

/**
 * Other servers than were found. What was typed for the ones before is forgotten: a password goes to the host it was meant
 * for and to no other. @throws NotFoundError
 */
export async function changeServers(args: VerbArgs<typeof mailServersInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "mailbox.connect");
  const { id, ...servers } = parseInput(mailServersInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const row = await findMailbox(tx, ctx, id);
    if (row.status === "connected") throw new ConflictError("It is connected: disconnect it first");
    await changeMailbox(tx, ctx, id, {
      ...servers,
      provider: row.imapHost === servers.imapHost && row.smtpHost === servers.smtpHost ? row.provider : "own",
      credentials: null,
      pendingAuth: null,
      signIn: "password",
      step: "sign_in",
    });
    // another server's UIDs: 0 is none of any (RFC 3501 §2.3.1.1), so that the last days are read again there
    if (row.imapHost !== servers.imapHost || row.imapPort !== servers.imapPort)
      await tx
        .update(mailboxFolder)
        .set({ uidValidity: 0 })
        .where(
          and(
            eq(mailboxFolder.workspaceId, workspaceId),
            eq(mailboxFolder.mailboxId, id),
            isNotNull(mailboxFolder.uidValidity),
          ),
        );
    await writeAudit(tx, ctx, { action: "mailbox.servers_changed", subjectRef: id });
  });
  return { ok: true };
}
