import addressparser from "nodemailer/lib/addressparser";
import { extractMessageIds, type MailAddress, toMessageId } from "@/core/reply-mail";
import { toStorableText } from "@/core/storable-text";

/** The head of a mail, as far as it says whom the mail belongs to. Its text is not fetched for that. */
export interface MailHead {
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly messageId: string | null;
  readonly from: MailAddress | null;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
}

/** Reads header lines (RFC 5322 §2.2) as they came from IMAP: unfolded, by lower-case name, in order. */
export function readHead(raw: Buffer): MailHead {
  const headers: Record<string, string[]> = Object.create(null);
  const lines = toStorableText(raw.toString("utf8"))
    .replace(/\r?\n[ \t]+/g, " ")
    .split(/\r?\n/);
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon < 1) continue;
    const key = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    const known = headers[key];
    if (known) known.push(value);
    else headers[key] = [value];
  }
  return {
    headers,
    messageId: toMessageId(extractMessageIds(headers["message-id"]?.[0] ?? "")[0]),
    from: addressesIn(headers.from)[0] ?? null,
    to: addressesIn(headers.to),
    cc: addressesIn(headers.cc),
    bcc: addressesIn(headers.bcc),
  };
}

const addressesIn = (values: readonly string[] = []): MailAddress[] =>
  values
    .flatMap((value) => addressparser(value, { flatten: true }))
    .map(({ address, name }) => ({ address: address.trim().toLowerCase(), name }))
    .filter(({ address }) => address.includes("@"));
