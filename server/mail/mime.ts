import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import type { OutgoingMail } from "@/server/mail/port";

/** What nodemailer takes for this mail: the one place that knows its field names. */
export function toNodemailer(mail: OutgoingMail) {
  return {
    from: { name: mail.from.name, address: mail.from.address },
    to: mail.to,
    ...(mail.replyTo === null ? {} : { replyTo: { name: mail.from.name, address: mail.replyTo } }),
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    messageId: mail.messageId,
    ...(mail.inReplyTo === null ? {} : { inReplyTo: mail.inReplyTo }),
    references: [...mail.references],
    headers: { ...mail.headers },
    date: mail.date,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** The whole message as RFC 5322 bytes, both parts and all headers; every line ends with CRLF (§2.3). */
export async function toMime(mail: OutgoingMail): Promise<Buffer> {
  // The boundary too comes from the mail: the same mail is the same bytes, however often it is made.
  const baseBoundary = createHash("sha256").update(mail.messageId).digest("hex").slice(0, 24);
  const raw = await new MailComposer({ ...toNodemailer(mail), baseBoundary }).compile().build();
  return Buffer.from(raw.toString("latin1").replace(/\r?\n/g, "\r\n"), "latin1");
}
