import { domainOf, toEmailKey } from "@/core/address";
import { toDomain } from "@/core/domain-name";
import { namedIn } from "@/core/named-in-text";

/** What can be read out of a mail somebody forwarded, pasted or uploaded. The newest header block first. */
export interface ForwardedMail {
  /** Addresses it claims to come from. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly subject: string | null;
  /** Codes of ours that stand in it, in whatever place. */
  readonly codes: readonly string[];
  /** Where its links lead. */
  readonly links: readonly string[];
  /** Host names that stand in it as plain words, or in addresses one is to write to; none of its sender or recipient. */
  readonly names: readonly string[];
  readonly phones: readonly string[];
  readonly messageIds: readonly string[];
}

// The line's name as mail programs write it when they forward (en de fr es it nl).
const FIELDS = {
  from: /^(?:from|von|de|da|van|afsender|från|od)\s*:\s*(.+)$/i,
  to: /^(?:to|an|à|a|para|aan|till|til|do)\s*:\s*(.+)$/i,
  subject: /^(?:subject|betreff|objet|asunto|oggetto|onderwerp|ämne|emne|temat)\s*:\s*(.+)$/i,
} as const;
// it begins where no letter of one stands before and has 64 at most: a picture written into the text is one long word
const ADDRESS =
  /(?<![\p{L}\p{N}.!#$%&'*+/=?^_{|}~-])[\p{L}\p{N}.!#$%&'*+/=?^_{|}~-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,9}[\p{L}\p{N}-]{2,63}/gu;
const CODE_LINK = /\/verify\/([0-9a-z-]{9,13})(?![0-9a-z-])/gi;
const CODE_WORD = /\bcode:?\s+([2-9a-hj-km-np-tv-z]{3}[ -]?[2-9a-hj-km-np-tv-z]{3}[ -]?[2-9a-hj-km-np-tv-z]{3})\b/gi;
const HOST = /(?<![\p{L}\p{N}@.-])(?:[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.){1,9}\p{L}{2,24}(?![\p{L}\p{N}-])/gu;
const HREF = /\bhref\s*=\s*["']?([^"'\s>]+)/gi;
const MESSAGE_ID = /^message-id:\s*(<[^>\s]+>)/gim;

/** Whether a text is a mail, and no words to search for: it has header lines, or is longer than a question. */
export function looksLikeMail(text: string): boolean {
  const lines = unquote(text).split("\n");
  const headers = lines.filter((line) => Object.values(FIELDS).some((field) => field.test(line.trim()))).length;
  return headers >= 2 || (headers === 1 && lines.length > 2) || lines.filter((line) => line.trim() !== "").length > 3;
}

/** Takes quote marks and soft signs of copying off each line. */
const unquote = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/^(?:[>|]\s?)+/gm, "")
    .replace(/\*(From|To|Subject|Von|An|Betreff|De|Objet):\*/gi, "$1:");

/** Reads it; never fails. Of several header blocks the first is that of the forwarding, so the last `From` comes first. */
export function readForwardedMail(written: string): ForwardedMail {
  const text = unquote(written);
  const lines = text.split("\n").map((line) => line.trim());
  const values = (field: RegExp) => lines.flatMap((line) => field.exec(line)?.[1]?.trim() ?? []);
  const addresses = (field: RegExp) => values(field).reverse().flatMap(addressesIn);
  const named = namedIn({ subject: "", body: text });
  const hrefs = [...text.matchAll(HREF)].flatMap(([, url = ""]) =>
    /^https?:/i.test(url) ? (toDomain(url) ?? []) : [],
  );
  const from = unique(addresses(FIELDS.from));
  const to = unique(addresses(FIELDS.to));
  return {
    from,
    to,
    subject: values(FIELDS.subject).at(-1) ?? null,
    codes: unique(
      [...matches(text, CODE_LINK), ...matches(text, CODE_WORD)].map((code) => code.toLowerCase().replace(/[ -]/g, "")),
    ),
    links: unique([...named.pages.map((page) => page.split("/")[0] ?? ""), ...hrefs]),
    names: namesIn(text, [...from, ...to]),
    phones: named.phones,
    messageIds: unique(matches(text, MESSAGE_ID)),
  };
}

function namesIn(text: string, headers: readonly string[]): string[] {
  const written = [...text.matchAll(HOST)].map(([found]) => found);
  const hosts = [...written, ...addressesIn(text).map(domainOf)].flatMap((host) => toDomain(host) ?? []);
  const known = new Set(headers.map(domainOf));
  return unique(hosts).filter((host) => !known.has(host));
}

/** E-mail addresses in a text, each once, in their order. */
export const addressesIn = (text: string): string[] =>
  unique([...text.matchAll(ADDRESS)].flatMap(([found]) => toEmailKey(found) ?? []));

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = ""]) => found);
const unique = (values: readonly string[]): string[] => [...new Set(values)];
