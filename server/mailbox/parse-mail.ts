import { type AddressObject, type ParsedMail, simpleParser } from "mailparser";
import { type EpochMs, toEpochMs } from "@/core/instant";
import { type InboundMail, type MailAddress, type MailPart, toMessageId } from "@/core/reply-mail";
import { toStorable } from "@/core/storable-text";
import { htmlToTexts } from "@/server/mailbox/html-text";

const SOURCE_LIMIT = 256 * 1024;
const PART_LIMIT = 64 * 1024;
/** Parts that are read by machines; attachments of people stay out. */
export const PART_TYPES = /^(?:message\/|text\/rfc822-headers$|text\/calendar$)/;

/** mbox separators before the mail go; old Mac line ends become CRLF (mailparser finds no header behind a lone CR). */
export function repairSource(raw: Buffer): Buffer {
  let text = raw.toString("latin1").replace(/^(?:>?From [^\r\n]*\r?\n?)+/, "");
  if (!text.includes("\n") && text.includes("\r")) text = text.replace(/\r/g, "\r\n");
  return Buffer.from(text, "latin1");
}

function toAddresses(field: AddressObject | AddressObject[] | undefined): MailAddress[] {
  const objects = field === undefined ? [] : Array.isArray(field) ? field : [field];
  return objects
    .flatMap((object) => object.value)
    .flatMap((entry) => (entry.group ? entry.group : [entry]))
    .map((entry) => ({ address: (entry.address ?? "").trim().toLowerCase(), name: entry.name.trim() }));
}

function toHeaders(parsed: ParsedMail): Record<string, string[]> {
  const headers: Record<string, string[]> = Object.create(null);
  for (const { key, line } of parsed.headerLines) {
    const value = line
      .slice(line.indexOf(":") + 1)
      .replace(/\r?\n[ \t]*/g, " ")
      .trim();
    const known = headers[key];
    if (known) known.push(value);
    else headers[key] = [value];
  }
  return headers;
}

function toContentType(parsed: ParsedMail): { contentType: string; reportType: string | null } {
  const value = parsed.headers.get("content-type");
  if (typeof value !== "object" || !("params" in value)) return { contentType: "text/plain", reportType: null };
  const reportType = value.params["report-type"];
  return { contentType: value.value.toLowerCase(), reportType: reportType ? reportType.toLowerCase() : null };
}

function toParts(parsed: ParsedMail): MailPart[] {
  return parsed.attachments
    .filter((part) => PART_TYPES.test(part.contentType))
    .map((part) => ({
      type: part.contentType.toLowerCase(),
      content: part.content.subarray(0, PART_LIMIT).toString("utf8").replace(/\r\n?/g, "\n"),
    }));
}

/** A date nobody can have meant is no date. */
function toDate(date: Date | undefined): EpochMs | null {
  return date && Number.isFinite(date.getTime()) && date.getTime() > 0 ? toEpochMs(date) : null;
}

/** What a mail says, also to those who show and answer it. */
export interface ParsedInbound extends InboundMail {
  readonly html: string | null;
  /** Where its author wants the answer. */
  readonly replyTo: readonly MailAddress[];
}

/**
 * Parses raw RFC 5322 bytes into what core/reply takes, with the settings of EMAIL.md §2. Unreadable parts are left
 * out, its texts are as they can be stored; it throws only on what mailparser itself cannot survive.
 */
export async function parseMail(raw: Buffer): Promise<ParsedInbound> {
  const source = repairSource(raw);
  const parsed = await simpleParser(source, {
    keepDeliveryStatus: true,
    skipTextToHtml: true,
    skipHtmlToText: true,
    skipImageLinks: true,
  });
  const html = typeof parsed.html === "string" ? parsed.html : null;
  const plain = (parsed.text ?? "").replace(/\r\n?/g, "\n").replace(/\u00a0/g, " ");
  const texts = html === null ? null : htmlToTexts(html);
  const hasPlain = plain.trim() !== "";
  return toStorable({
    messageId: toMessageId(parsed.messageId),
    from: toAddresses(parsed.from)[0] ?? null,
    to: toAddresses(parsed.to),
    cc: toAddresses(parsed.cc),
    replyTo: toAddresses(parsed.replyTo),
    subject: (parsed.subject ?? "").replace(/\s+/g, " ").trim(),
    date: toDate(parsed.date),
    headers: toHeaders(parsed),
    ...toContentType(parsed),
    // The HTML part knows where the quote begins; where it says nothing the plain part is the truer text.
    text: texts && (!hasPlain || (texts.fresh !== "" && texts.fresh !== texts.full)) ? texts.fresh : plain,
    fullText: hasPlain ? plain : (texts?.full ?? ""),
    parts: toParts(parsed),
    source: source.subarray(0, SOURCE_LIMIT).toString("utf8").replace(/\r\n?/g, "\n"),
    html,
  });
}
