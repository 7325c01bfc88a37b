import { toEmailKey } from "@/core/address";
import { toDomain } from "@/core/domain-name";
import { addressesIn, type ForwardedMail, looksLikeMail, readForwardedMail } from "@/core/forwarded-mail";
import { isPhone, toPhoneKey } from "@/core/phone-number";

/** What somebody typed or pasted into support's one field. */
export type SupportQuery =
  | { readonly kind: "empty" }
  | { readonly kind: "address"; readonly email: string }
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "domain"; readonly domain: string }
  | { readonly kind: "phone"; readonly phone: string }
  | { readonly kind: "mail"; readonly mail: ForwardedMail }
  | { readonly kind: "words"; readonly words: readonly string[] };

/** Length of a message code; made in touches/freeze from this alphabet. */
const CODE = /^[2-9a-hj-km-np-tv-z]{9}$/;

/** Tells by its form what was asked: a code, an address, a domain or link, a number, a mail, else words. */
export function readSupportQuery(typed: string): SupportQuery {
  const text = typed.trim();
  if (text === "") return { kind: "empty" };
  if (text.includes("\n") && looksLikeMail(text)) return { kind: "mail", mail: readForwardedMail(text) };
  const link = /\/verify\/([0-9a-z-]{9,13})\/?$/i.exec(text)?.[1];
  const code = toCode(link ?? text.replace(/^code:?\s*/i, ""));
  if (link !== undefined || isCode(text.replace(/^code:?\s*/i, ""), code)) return { kind: "code", code };
  const email = toEmailKey(/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text.replace(/^mailto:/i, ""));
  if (email !== null) return { kind: "address", email };
  if (isPhone(text) && toPhoneKey(text).length >= 6) return { kind: "phone", phone: text };
  const domain = /\s/.test(text) ? null : toDomain(text);
  if (domain !== null) return { kind: "domain", domain };
  const about = aboutOf(text);
  if (about !== null) return about;
  const words = text.toLowerCase().split(/\s+/).slice(0, 8);
  return { kind: "words", words };
}

/** A question in words with a link in it is about where that leads; with one address in it, about that person. */
function aboutOf(text: string): SupportQuery | null {
  const mail = readForwardedMail(text);
  if (mail.links.length > 0 || mail.codes.length > 0) return { kind: "mail", mail };
  const [email, ...others] = addressesIn(text);
  return email === undefined || others.length > 0 ? null : { kind: "address", email };
}

/** A word that could be a code as well as a name. */
export const mayBeCode = (word: string): boolean => CODE.test(toCode(word));

const toCode = (text: string): string => text.toLowerCase().replace(/[\s-]/g, "");

/** Nine letters may also be a name ("sebastyan"): without a digit or a gap it is words first. */
function isCode(text: string, code: string): boolean {
  return CODE.test(code) && (/\d/.test(code) || /^\w{3}[\s-]\w{3}[\s-]\w{3}$/.test(text));
}
