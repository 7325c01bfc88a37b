import { ImapFlow } from "imapflow";
import { PASSWORD } from "@/server/mailbox/testing/dovecot";

/** The other side of a mailbox: puts mail into its folders, as a server or the member's own mail program does. */
export interface MailPeer {
  /** Resolves when the server has said OK. */
  append(folder: string, raw: Buffer | string, at?: Date): Promise<void>;
  list(folder: string): Promise<{ headers: string; flags: string[] }[]>;
  close(): Promise<void>;
}

export async function openPeer(port: number, user: string): Promise<MailPeer> {
  const client = new ImapFlow({
    host: "127.0.0.1",
    port,
    secure: true,
    tls: { rejectUnauthorized: false },
    auth: { user, pass: PASSWORD },
    logger: false,
  });
  client.on("error", () => client.close());
  await client.connect();
  return {
    async append(folder, raw, at) {
      const done = await client.append(folder, raw, [], at);
      if (!done) throw new Error(`the server did not take the mail into ${folder}`);
    },
    async list(folder) {
      await client.mailboxOpen(folder, { readOnly: true });
      const found: { headers: string; flags: string[] }[] = [];
      for await (const message of client.fetch("1:*", { headers: true, flags: true }))
        found.push({ headers: message.headers?.toString() ?? "", flags: [...(message.flags ?? [])] });
      await client.mailboxClose();
      return found;
    },
    close: () => client.logout(),
  };
}

/** A plain mail, as people write it. */
export function plainMail(of: {
  from: string;
  to: string;
  subject: string;
  text?: string;
  headers?: readonly string[];
  id?: string;
}): string {
  const lines = [
    `From: ${of.from}`,
    `To: ${of.to}`,
    `Subject: ${of.subject}`,
    `Date: ${new Date().toUTCString()}`,
    ...(of.id === undefined ? [] : [`Message-ID: <${of.id}>`]),
    ...(of.headers ?? []),
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "",
    of.text ?? "Hello",
    "",
  ];
  return lines.join("\r\n");
}
