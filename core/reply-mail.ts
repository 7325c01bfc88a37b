import type { EpochMs } from "@/core/instant";

export interface MailAddress {
  /** Lower case, without a name; empty where the header was unreadable. */
  readonly address: string;
  readonly name: string;
}

/** A part that says something to machines: a delivery report, a returned message, an invitation. */
export interface MailPart {
  /** Media type in lower case, without parameters. */
  readonly type: string;
  readonly content: string;
}

/**
 * An inbound mail as plain data (RFC 5322, 2045): what server/mailbox/parse-mail makes of the bytes and everything
 * core/reply looks at.
 */
export interface InboundMail {
  readonly messageId: string | null;
  readonly from: MailAddress | null;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly subject: string;
  /** The Date header; null when missing or unreadable. */
  readonly date: EpochMs | null;
  /** Unfolded values by lower-case name, in the order of the mail. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** Media type of the whole, lower case. */
  readonly contentType: string;
  /** `report-type` of a multipart/report, lower case. */
  readonly reportType: string | null;
  /** The text a reader sees: the plain part, or the HTML as text with what stands behind a quote mark cut off. */
  readonly text: string;
  /** The same without the cut. */
  readonly fullText: string;
  readonly parts: readonly MailPart[];
  /** The mail as bytes decoded to text, at most the first 256 kB: some returned headers are found nowhere else. */
  readonly source: string;
}

/** All values of a header; the name in lower case. */
export function headerValues(mail: Pick<InboundMail, "headers">, name: string): readonly string[] {
  return mail.headers[name] ?? [];
}

/** First value of a header, trimmed; empty when it is missing. */
export function headerValue(mail: Pick<InboundMail, "headers">, name: string): string {
  return (mail.headers[name]?.[0] ?? "").trim();
}

/** Longer than any program writes one. */
const MAX_MESSAGE_ID = 512;

/** What a mail can be known by: a Message-ID that no index could hold is none. */
export const toMessageId = (id: string | undefined): string | null =>
  id === undefined || id.length > MAX_MESSAGE_ID ? null : id;

/** Message ids in a header (RFC 5322 §3.6.4), with their angle brackets. Never split by spaces: some clients use commas. */
export function extractMessageIds(value: string): string[] {
  return value.match(/<[^<>\s]+>/g) ?? [];
}
