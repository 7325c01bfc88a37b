import { toDomain } from "@/core/domain-name";
import { inlinesOf, parseBody } from "@/core/merge-body";
import type { BodyInline } from "@/core/merge-inline";
import { splitMergeTokens } from "@/core/merge-tokens";

/** What a mail names that one can visit, write to or call. Domains and pages as lists hold them, numbers as written. */
export interface Named {
  readonly domains: readonly string[];
  readonly phones: readonly string[];
  readonly pages: readonly string[];
}

// all bounded, and begun only where a word begins: a picture written into the text is one long word
const EMAIL = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@((?:[\p{L}\p{N}-]{1,63}\.)+\p{L}{2,24})/gu;
const BARE = /(?<![@\p{L}\p{N}./-])((?:[\p{L}\p{N}-]{1,63}\.){1,9}(\p{L}{2,24}))(?=[/\s,;:!?)\]"'»”]|\.?(?:\s|$))/gu;
// "e.g." and "invoice.pdf" are no domains; mail programs make links of these endings
const ENDINGS = new Set(
  (
    "com org net edu gov eu de at ch fr es it nl be uk ie pl pt dk se no fi cz us ca au nz in jp br io co ai app dev me info biz " +
    "shop store bank online site tech cloud example test page link"
  ).split(" "),
);
const PHONE =
  /(?<![\p{L}\p{N}.,/-])(?:\+|00|0|\(0)\d?(?:[\s()./–-]{0,2}\d){6,14}(?![\p{L}\p{N}])|(?<![\p{L}\p{N}-])\(?[2-9]\d{2}\)?[-.\s][2-9]\d{2}[-.\s]\d{4}(?![\p{L}\p{N}])/gu;
const DATE = /^\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:19|20)?\d{2}$/;

/** Reads them out of subject, preview and body as they are written; a part that Liquid fills in is not known here. */
export function namedIn(text: { subject: string; preview?: string | undefined; body: string }): Named {
  const found = { domains: new Set<string>(), phones: new Set<string>(), pages: new Set<string>() };
  const inlines = parseBody(text.body).flatMap((block) => [...inlinesOf(block)]);
  for (const inline of inlines) readInline(inline, found);
  for (const line of [text.subject, text.preview ?? "", text.body]) readPlain(line, found);
  return { domains: [...found.domains], phones: [...found.phones], pages: [...found.pages] };
}

interface Found {
  readonly domains: Set<string>;
  readonly phones: Set<string>;
  readonly pages: Set<string>;
}

function readInline(inline: BodyInline, found: Found): void {
  if (inline.type !== "link") return;
  const url = inline.url.trim();
  if (/^tel:/i.test(url)) found.phones.add(url.slice(4).trim());
  else if (/^mailto:/i.test(url)) addDomain(url.slice(7).replace(/\?.*$/, ""), found);
  else addPage(url, found);
}

/** Liquid in the path is fine; where it makes the host, nothing is known. */
function addPage(url: string, found: Found): void {
  const host = /^https?:\/\/([^/?#]*)/i.exec(url)?.[1];
  if (host === undefined || host.includes("{")) return;
  const domain = toDomain(host);
  if (domain === null) return;
  found.domains.add(domain);
  const path = url.replace(/^https?:\/\/[^/?#]*/i, "").replace(/[?#].*$/, "");
  found.pages.add(`${domain}${path.includes("{") || path === "/" ? "" : path}`);
}

function addDomain(written: string, found: Found): void {
  const domain = written.includes("{") ? null : toDomain(written);
  if (domain !== null) found.domains.add(domain);
}

/** Addresses, bare domains and numbers in running text. Links with a scheme were read before, as links. */
function readPlain(line: string, found: Found): void {
  const plain = splitMergeTokens(line)
    .map((token) => (token.type === "text" ? token.raw : " "))
    .join("")
    .replace(/https?:\/\/\S+/gi, " ")
    .replace(/\b(?:mailto|tel):[^)\s]+/gi, " ");
  for (const [, host = ""] of plain.matchAll(EMAIL)) addDomain(host, found);
  for (const [, host = "", ending = ""] of plain.replace(EMAIL, " ").matchAll(BARE)) {
    if (ENDINGS.has(ending.toLowerCase())) addDomain(host, found);
  }
  for (const [number] of plain.matchAll(PHONE)) {
    const digits = number.replace(/\D/g, "");
    if (digits.length >= 7 && digits.length <= 15 && !DATE.test(number.trim())) found.phones.add(number.trim());
  }
}
