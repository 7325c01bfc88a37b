import { ImapFlow } from "imapflow";
import { logger } from "@/server/log";
import type { MailAccount } from "@/server/mailbox/account";
import { resolveHost } from "@/server/mailbox/safe-host";
import { toTrouble } from "@/server/mailbox/trouble";

const MAX_BYTES = 50 * 1024 * 1024;

export interface ImapTimes {
  /** IDLE is asked for anew after this long: routers forget silent connections. */
  readonly maxIdleMs: number;
  /** Silence after which the connection is held for dead. */
  readonly socketMs: number;
  /** Until somebody has answered at all. */
  readonly connectMs: number;
}

const USUAL: ImapTimes = { maxIdleMs: 4 * 60_000, socketMs: 5 * 60_000, connectMs: 20_000 };

/**
 * A signed-in IMAP connection with the settings of EMAIL.md §6.4. Errors that come later close it: listen to `close`.
 * @throws MailboxTrouble
 */
export async function openImap(
  account: Pick<MailAccount, "id" | "username" | "imap" | "auth">,
  times: ImapTimes = USUAL,
): Promise<ImapFlow> {
  const { username: user, imap, auth } = account;
  let client: ImapFlow | undefined;
  try {
    const host = await resolveHost(imap.host);
    client = new ImapFlow({
      host: host.address,
      ...(host.serverName === null ? {} : { servername: host.serverName }),
      port: imap.port,
      secure: imap.secure,
      ...(imap.secure ? {} : { doSTARTTLS: true }),
      tls: { rejectUnauthorized: !host.isPrivate, minVersion: "TLSv1.2" },
      auth: auth.kind === "password" ? { user, pass: auth.password } : { user, accessToken: auth.accessToken },
      clientInfo: { name: "Heed" },
      qresync: false, // loses mail after an expunge (EMAIL.md §0.2)
      autoIdleDelay: 1_000,
      maxIdleTime: times.maxIdleMs,
      socketTimeout: times.socketMs,
      connectionTimeout: times.connectMs,
      greetingTimeout: times.connectMs,
      maxLineLength: MAX_BYTES,
      maxLiteralSize: MAX_BYTES,
      maxResponseSize: MAX_BYTES,
      logger: false, // hides passwords, but not mail
    });
    // Without a listener an error of a connection that has broken ends the process; `close` follows.
    client.on("error", (error: unknown) =>
      logger("mailbox").debug({ err: error, mailbox: account.id }, "a connection broke"),
    );
    await client.connect();
    return client;
  } catch (error) {
    client?.close();
    throw toTrouble(error);
  }
}
