import { type Likeness, likenessOf } from "@/core/domain-lookalike";
import { isWithin, toDomain } from "@/core/domain-name";

/**
 * What a workspace says of a domain: `mail` ours and we write from it; `web` ours, never for mail; `linked` somebody
 * else's that our mails may link to; `phish` reported as an imitation.
 */
export const domainUses = ["mail", "web", "linked", "phish"] as const;
export type DomainUse = (typeof domainUses)[number];

export interface ListedDomain {
  readonly domain: string;
  readonly use: DomainUse;
}

/** What a domain is to us (SEMANTICS §7), and by which entry of the list. */
export type DomainVerdict =
  | { readonly kind: DomainUse; readonly domain: string; readonly listed: string }
  | ({ readonly kind: "look-alike"; readonly domain: string } & Likeness)
  | { readonly kind: "unknown"; readonly domain: string };

/** An entry covers what is below it; the nearest entry wins. Only an entry makes a domain ours, never a likeness. */
export function judgeDomain(domain: string, list: readonly ListedDomain[]): DomainVerdict {
  let nearest: ListedDomain | null = null;
  for (const entry of list) {
    if (!isWithin(domain, entry.domain)) continue;
    if (nearest === null || entry.domain.length > nearest.domain.length) nearest = entry;
  }
  if (nearest !== null) return { kind: nearest.use, domain, listed: nearest.domain };
  const ours = list.filter(({ use }) => use === "mail" || use === "web").map((entry) => entry.domain);
  const likeness = likenessOf(domain, ours);
  return likeness === null ? { kind: "unknown", domain } : { kind: "look-alike", domain, ...likeness };
}

/** The same for an address or a link as it is written; null for what names no domain. */
export function judgeWritten(written: string, list: readonly ListedDomain[]): DomainVerdict | null {
  const domain = toDomain(written);
  return domain === null ? null : judgeDomain(domain, list);
}

const howSaid: Record<Likeness["how"], string> = {
  letters: "letters that look the same",
  ending: "another ending",
  spelling: "nearly the same spelling",
  words: "words added to the name",
  "in-front": "our name in front of somebody else's domain",
};

/** "Not ours: it imitates acme.example (another ending)." */
export function sayDomain(verdict: DomainVerdict): string {
  const { domain } = verdict;
  switch (verdict.kind) {
    case "mail":
      return `${domain} is ours, and we send mail from it`;
    case "web":
      return `${domain} is ours, but we never send mail from it`;
    case "linked":
      return `${domain} is not ours; our mails may link to it`;
    case "phish":
      return `${domain} is not ours: it was reported as a phish`;
    case "look-alike":
      return `${domain} is not ours: it imitates ${verdict.like} (${howSaid[verdict.how]})`;
    case "unknown":
      return `${domain} is nothing of ours; we have never used it`;
  }
}
