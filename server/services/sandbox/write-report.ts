import { randomUUID } from "node:crypto";
import { domainOf, type PlayedMail } from "@/server/services/sandbox/write-answer";

const CRLF = "\r\n";

/** "User unknown", as a mail server reports it (RFC 3464 in a multipart/report, RFC 6522). */
export function writeBounce(played: PlayedMail, at: Date): Buffer {
  const { to, mail } = played;
  const host = `mx.${domainOf(to)}`;
  return report(played, at, {
    type: "delivery-status",
    from: `Mail Delivery System <mailer-daemon@${host}>`,
    subject: "Undelivered Mail Returned to Sender",
    words: `This is the mail system at host ${host}.\n\nI'm sorry to have to inform you that your message could not be delivered to one or more recipients.\n\n<${to}>: host ${host} said: 550 5.1.1 <${to}>: Recipient address rejected: User unknown in virtual mailbox table`,
    part: [
      "Content-Type: message/delivery-status",
      "",
      `Reporting-MTA: dns; ${host}`,
      `Arrival-Date: ${mailDate(mail.date === null ? at : new Date(mail.date))}`,
      "",
      `Final-Recipient: rfc822; ${to}`,
      "Action: failed",
      "Status: 5.1.1",
      `Diagnostic-Code: smtp; 550 5.1.1 <${to}>: Recipient address rejected: User unknown in virtual mailbox table`,
    ],
  });
}

/** The recipient pressed "spam": their provider's feedback report (RFC 5965). */
export function writeComplaint(played: PlayedMail, at: Date): Buffer {
  const { to } = played;
  return report(played, at, {
    type: "feedback-report",
    from: `Feedback Loop <feedback@${domainOf(to)}>`,
    subject: "Abuse report",
    words: "This is an email abuse report for a message that one of our users marked as spam.",
    part: [
      "Content-Type: message/feedback-report",
      "",
      "Feedback-Type: abuse",
      "User-Agent: LocalInbox/1.0",
      "Version: 1",
      `Original-Rcpt-To: <${to}>`,
      `Arrival-Date: ${mailDate(at)}`,
    ],
  });
}

interface Report {
  readonly type: "delivery-status" | "feedback-report";
  readonly from: string;
  readonly subject: string;
  readonly words: string;
  readonly part: readonly string[];
}

function report({ to, mail, raw }: PlayedMail, at: Date, { type, from, subject, words, part }: Report): Buffer {
  const boundary = `report-${randomUUID()}`;
  const lines = [
    "Return-Path: <>",
    `From: ${from}`,
    `To: <${mail.from?.address ?? ""}>`,
    `Subject: ${subject}`,
    `Date: ${mailDate(at)}`,
    `Message-ID: <${randomUUID()}@${domainOf(to)}>`,
    "Auto-Submitted: auto-generated",
    "MIME-Version: 1.0",
    `Content-Type: multipart/report; report-type=${type}; boundary="${boundary}"`,
    "",
    `--${boundary}`,
    "Content-Type: text/plain; charset=us-ascii",
    "",
    ...words.split("\n"),
    "",
    `--${boundary}`,
    ...part,
    "",
    `--${boundary}`,
    "Content-Type: text/rfc822-headers",
    "",
    headersOf(raw),
    "",
    `--${boundary}--`,
    "",
  ];
  return Buffer.from(lines.join(CRLF), "latin1");
}

const headersOf = (raw: Buffer): string =>
  (raw.toString("latin1").split(/\r?\n\r?\n/, 1)[0] ?? "").replace(/\r?\n/g, CRLF);

/** RFC 5322 §3.3. */
const mailDate = (at: Date): string => at.toUTCString().replace("GMT", "+0000");
