import { type MailTransport, SENDER_TROUBLE_MS } from "@/server/mail/port";
import { createSmtpTransport, type SmtpOptions } from "@/server/mail/smtp";
import type { MailAccount } from "@/server/mailbox/account";
import { MailboxTrouble } from "@/server/mailbox/trouble";
import { freshAccount } from "@/server/services/mailboxes/fresh-account";
import { readMailboxRow } from "@/server/services/mailboxes/load-account";

/** Mailboxes are for letters, not for floods: hosts count connections. */
const CONNECTIONS = 2;

type SmtpAccount = Pick<MailAccount, "smtp" | "username" | "auth">;

/** SMTP of a mailbox's own account. */
export const openSmtp = (account: SmtpAccount): MailTransport => createSmtpTransport(toSmtpOptions(account));

/** By the server's name: each connection goes to where it leads then. */
export const toSmtpOptions = ({ smtp, username: user, auth }: SmtpAccount): SmtpOptions => ({
  host: smtp.host.replace(/^\[|\]$/g, ""),
  port: smtp.port,
  secure: smtp.secure,
  isMembersOwn: true,
  requireTls: true,
  user,
  ...(auth.kind === "password" ? { password: auth.password } : { accessToken: auth.accessToken }),
  maxConnections: CONNECTIONS,
});

/**
 * Sends through a connected mailbox with what is stored now: a new password or a refreshed token needs no restart. While
 * nobody can sign in, mail waits.
 */
export function createMailboxTransport(mailboxId: string): MailTransport {
  let open: { key: string; transport: MailTransport } | undefined;

  async function current(): Promise<MailTransport> {
    const row = await readMailboxRow(mailboxId);
    if (row?.status !== "connected") throw new MailboxTrouble("sign_in", "The mailbox is not connected");
    const account = await freshAccount(row);
    const key = JSON.stringify([account.smtp, account.username, account.auth]);
    if (open?.key === key) return open.transport;
    const before = open;
    open = { key, transport: openSmtp(account) };
    await before?.transport.close();
    return open.transport;
  }

  return {
    honoursKeys: false,
    async send(mail, options) {
      let transport: MailTransport;
      try {
        transport = await current();
      } catch (error) {
        if (!(error instanceof MailboxTrouble)) throw error;
        // whoever watches the mailbox stops its sender (state.ts)
        return { outcome: "deferred", answer: error.words, retryAfterMs: SENDER_TROUBLE_MS };
      }
      return transport.send(mail, options);
    },
    close: async () => open?.transport.close(),
  };
}
