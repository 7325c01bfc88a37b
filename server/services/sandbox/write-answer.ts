import { randomUUID } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import { headerValue, type InboundMail } from "@/core/reply-mail";

/** A mail of the local inbox, as the recipient's program has it before it. */
export interface PlayedMail {
  readonly mail: InboundMail;
  /** The recipient. */
  readonly to: string;
  readonly toName: string;
  /** As it lies in the inbox: returned with a bounce. */
  readonly raw: Buffer;
}

/** What the recipient's program adds by itself. */
interface Answer {
  readonly subject: string;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A person's answer, with the mail quoted below as mail programs do (RFC 5322 §3.6.4). */
export function writeReply(played: PlayedMail, text: string, at: Date): Promise<Buffer> {
  const { mail } = played;
  const who = mail.from ? `${mail.from.name} <${mail.from.address}>` : "you";
  const quoted = mail.fullText
    .trimEnd()
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
  const wrote = `On ${(mail.date === null ? at : new Date(mail.date)).toUTCString().slice(0, 16)}, ${who} wrote:`;
  return write(played, { subject: prefixed("Re", mail.subject), text: `${text}\n\n${wrote}\n\n${quoted}\n` }, at);
}

/** A vacation program's answer (RFC 3834), with the headers Microsoft 365 gives it. */
export function writeAbsence(played: PlayedMail, until: Date | null, at: Date): Promise<Buffer> {
  const day = until?.toLocaleDateString("en-GB", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });
  const text = day
    ? `Thank you for your message. I am out of the office and will be back on ${day}. I will answer then.`
    : "Thank you for your message. I am out of the office and will answer when I am back.";
  const headers = { "Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All" };
  return write(played, { subject: `Automatic reply: ${played.mail.subject}`, text, headers }, at);
}

const prefixed = (prefix: string, subject: string): string =>
  subject.toLowerCase().startsWith(`${prefix.toLowerCase()}:`) ? subject : `${prefix}: ${subject}`;

async function write({ mail, to, toName }: PlayedMail, answer: Answer, at: Date): Promise<Buffer> {
  const references = `${headerValue(mail, "references")} ${mail.messageId ?? ""}`.trim().split(/\s+/).filter(Boolean);
  const composer = new MailComposer({
    from: { name: toName, address: to },
    to: headerValue(mail, "reply-to") || mail.from?.address || "",
    subject: answer.subject,
    text: answer.text,
    date: at,
    messageId: `<${randomUUID()}@${domainOf(to)}>`,
    ...(mail.messageId === null ? {} : { inReplyTo: mail.messageId }),
    references: [...new Set(references)],
    headers: { ...answer.headers },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);
