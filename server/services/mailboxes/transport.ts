import type { MailTransport } from "@/server/mail/port";
import { createSmtpTransport, type SmtpOptions } from "@/server/mail/smtp";
import type { MailAccount } from "@/server/mailbox/account";
import { resolveHost } from "@/server/mailbox/safe-host";
import { MailboxTrouble, toTrouble } from "@/server/mailbox/trouble";
import { freshAccount } from "@/server/services/mailboxes/fresh-account";
import { readMailboxRow } from "@/server/services/mailboxes/load-account";

/** Mailboxes are for letters, not for floods: hosts count connections. */
const CONNECTIONS = 2;
const TROUBLE_PAUSE_MS = 15 * 60_000;

type SmtpAccount = Pick<MailAccount, "smtp" | "username" | "auth">;

/** SMTP of a mailbox's own account. @throws MailboxTrouble when its host cannot be found */
export const openSmtp = async (account: SmtpAccount): Promise<MailTransport> =>
  createSmtpTransport(await toSmtpOptions(account));

/** @throws MailboxTrouble when its host cannot be found */
export async function toSmtpOptions({ smtp, username: user, auth }: SmtpAccount): Promise<SmtpOptions> {
  const host = await resolveHost(smtp.host).catch((error: unknown) => {
    throw toTrouble(error);
  });
  return {
    host: host.address,
    ...(host.serverName === null ? {} : { serverName: host.serverName }),
    port: smtp.port,
    secure: smtp.secure,
    requireTls: true,
    user,
    ...(auth.kind === "password" ? { password: auth.password } : { accessToken: auth.accessToken }),
    trustAnyCertificate: host.isPrivate,
    maxConnections: CONNECTIONS,
  };
}

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
    open = { key, transport: await openSmtp(account) };
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
        return { outcome: "deferred", answer: error.words, retryAfterMs: TROUBLE_PAUSE_MS };
      }
      return transport.send(mail, options);
    },
    close: async () => open?.transport.close(),
  };
}
