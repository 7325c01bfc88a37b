import { and, asc, eq, ne } from "drizzle-orm";
import { mailProviders } from "@/core/mail-provider";
import { withWorkspace } from "@/db/client";
import { user } from "@/db/schema/auth";
import { mailbox, mailboxFolder } from "@/db/schema/mailbox";
import { sender } from "@/db/schema/sender";
import { oauthClient } from "@/server/mailbox/oauth";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { findMailbox } from "@/server/services/mailboxes/own";
import { mailboxIdInput } from "@/server/services/mailboxes/schemas";

/** The member's own mailboxes, and everybody's for who may act for others. Nothing one signs in with. */
export async function listMailboxes({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "mailbox.connect");
  const all = ctx.rights.has("sender.of-others");
  const mine = memberIdOf(ctx) ?? "";
  return withWorkspace(ctx, async (tx) => {
    const rows = await tx
      .select({
        id: mailbox.id,
        address: mailbox.address,
        memberId: mailbox.memberId,
        memberName: user.name,
        provider: mailbox.provider,
        status: mailbox.status,
        step: mailbox.step,
        trouble: mailbox.trouble,
        troubleSince: mailbox.troubleSince,
        connectedAt: mailbox.connectedAt,
        dailyLimit: sender.dailyLimit,
        spacingSeconds: sender.spacingSeconds,
      })
      .from(mailbox)
      .leftJoin(user, eq(user.id, mailbox.memberId))
      .leftJoin(sender, and(eq(sender.workspaceId, mailbox.workspaceId), eq(sender.mailboxId, mailbox.id)))
      .where(
        and(
          eq(mailbox.workspaceId, ctx.workspaceId),
          ne(mailbox.status, "disconnected"),
          ...(all ? [] : [eq(mailbox.memberId, mine)]),
        ),
      )
      .orderBy(asc(mailbox.address));
    return rows.map((row) => ({ ...row, isMine: row.memberId === mine }));
  });
}

/** Everything the setup shows. Whether a password or tokens are kept, never what they are. */
export async function getMailbox(args: VerbArgs<typeof mailboxIdInput>) {
  const { ctx } = args;
  need(ctx, "mailbox.connect");
  const { id } = parseInput(mailboxIdInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const row = await findMailbox(tx, ctx, id);
    const folders = await tx
      .select({ role: mailboxFolder.role, path: mailboxFolder.path, lookedAt: mailboxFolder.lookedAt })
      .from(mailboxFolder)
      .where(and(eq(mailboxFolder.workspaceId, ctx.workspaceId), eq(mailboxFolder.mailboxId, id)));
    const [its] = await tx
      .select({ dailyLimit: sender.dailyLimit, spacingSeconds: sender.spacingSeconds })
      .from(sender)
      .where(and(eq(sender.workspaceId, ctx.workspaceId), eq(sender.mailboxId, id)));
    const provider = mailProviders.find((one) => one.id === row.provider && one.servers.imapHost === row.imapHost);
    const oauth = provider?.oauth ?? null;
    return {
      id: row.id,
      address: row.address,
      name: row.name,
      status: row.status,
      step: row.step,
      setup: row.setup,
      provider: row.provider,
      providerName: provider?.name ?? null,
      passwordHelp: provider?.passwordHelp ?? null,
      /** A password can be used at all. */
      takesPassword: provider?.password !== "none",
      /** Whose page signs one in, where the operator has set that up. */
      oauth: oauth !== null && oauthClient(oauth) !== null ? oauth : null,
      /** The provider would, but this Heed has no client there. */
      oauthMissing: oauth !== null && oauthClient(oauth) === null ? oauth : null,
      signIn: row.signIn,
      configured: row.credentials !== null,
      username: row.username,
      imapHost: row.imapHost,
      imapPort: row.imapPort,
      imapSecure: row.imapSecure,
      smtpHost: row.smtpHost,
      smtpPort: row.smtpPort,
      smtpSecure: row.smtpSecure,
      plusAddressing: row.plusAddressing,
      keepsCopies: row.keepsCopies,
      countsInvitations: row.countsInvitations,
      trouble: row.trouble,
      folders,
      dailyLimit: its?.dailyLimit ?? null,
      spacingSeconds: its?.spacingSeconds ?? null,
    };
  });
}
