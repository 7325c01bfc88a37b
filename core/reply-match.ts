import { DAY_MS, type EpochMs, toEpochMs } from "@/core/instant";
import { extractMessageIds, headerValues, type InboundMail } from "@/core/reply-mail";
import { readReturned } from "@/core/reply-report";
import { normaliseSubject } from "@/core/reply-subject";

/** How sure a match is: `exact` by our own marks, `probable` by looks, `inferred` by the person alone. */
export type MatchConfidence = "exact" | "probable" | "inferred";

/** One look-up to make, in order; the first that finds something ends the search (EMAIL.md §1.3, SEMANTICS §4). */
export type MatchProbe =
  /** Address tokens; each must be verified by its signature. */
  | { readonly method: "token"; readonly tokens: readonly string[] }
  /** Message ids to find among message_alias, in this order. */
  | { readonly method: "in_reply_to" | "references" | "returned_ids"; readonly messageIds: readonly string[] }
  /** `X-Heed-Id` values of a returned mail; each must be verified. */
  | { readonly method: "returned_mark"; readonly marks: readonly string[] }
  /** Newest touch accepted by one of these addresses since then: who a bounce is about. */
  | { readonly method: "returned_address"; readonly addresses: readonly string[]; readonly since: EpochMs }
  /** A touch to this address with this subject, sent between the two. */
  | {
      readonly method: "subject";
      readonly address: string;
      readonly subject: string;
      readonly since: EpochMs;
      readonly until: EpochMs;
    }
  /** A person with this address who is in a sequence or was written to. */
  | { readonly method: "sender"; readonly address: string };

export const matchConfidence: Readonly<Record<MatchProbe["method"], MatchConfidence>> = {
  token: "exact",
  in_reply_to: "exact",
  references: "exact",
  returned_ids: "exact",
  returned_mark: "exact",
  returned_address: "probable",
  subject: "probable",
  sender: "inferred",
};

export interface MatchPlan {
  /** The mail is one of our own copies: nothing to match. */
  readonly own: boolean;
  readonly probes: readonly MatchProbe[];
}

const SUBJECT_DAYS = 30;
const RETURNED_DAYS = 5;
const RECIPIENT_HEADERS = [
  "delivered-to",
  "x-original-to",
  "envelope-to",
  "x-envelope-to",
  "x-forwarded-to",
  "apparently-to",
];
/** The form of tokens in server/mail/tracking-token: an id and a signature in lower-case letters and digits. */
const TOKEN = /\+r?([0-9a-z]{40,58})@/gi;

/** Every address the mail says it was delivered to. */
export function readRecipients(mail: InboundMail): string[] {
  const listed = [...mail.to, ...mail.cc].map((entry) => entry.address);
  const named = RECIPIENT_HEADERS.flatMap((name) => headerValues(mail, name)).flatMap(
    (value) => value.match(/[^\s<>,;:"]+@[^\s<>,;:"]+/g) ?? [],
  );
  const received = headerValues(mail, "received").flatMap((value) =>
    [...value.matchAll(/\bfor\s+<?([^\s<>;]+@[^\s<>;]+)>?/gi)].map((hit) => hit[1] ?? ""),
  );
  return [...new Set([...listed, ...named, ...received].map((address) => address.toLowerCase()).filter(Boolean))];
}

/** Tokens in the addresses the mail was sent to (`reply+token@`, `ann+rtoken@`, `unsub+token@`). */
export function readTokens(mail: InboundMail): string[] {
  const addresses = readRecipients(mail).join(" ");
  return [...new Set([...addresses.matchAll(TOKEN)].map((hit) => (hit[1] ?? "").toLowerCase()))];
}

const idsOf = (mail: InboundMail, header: string) => headerValues(mail, header).flatMap(extractMessageIds);

/**
 * Which look-ups tell what an inbound mail belongs to, in order. `isReport`: it is a bounce or complaint, so what it
 * returns counts. `ownAddresses`: the workspace's own, lower case. Pure; the driver makes the look-ups and stops at the
 * first hit. A reply by somebody else on the thread (From is not the contact) still matches by the exact ones.
 */
export function planMatch(
  mail: InboundMail,
  context: { readonly isReport: boolean; readonly ownAddresses: ReadonlySet<string>; readonly receivedAt: EpochMs },
): MatchPlan {
  const from = mail.from?.address ?? "";
  if (!context.isReport && context.ownAddresses.has(from)) return { own: true, probes: [] };
  const at = mail.date ?? context.receivedAt;
  const since = (days: number) => toEpochMs(at - days * DAY_MS);
  const probes: MatchProbe[] = [{ method: "token", tokens: readTokens(mail) }];
  probes.push({ method: "in_reply_to", messageIds: idsOf(mail, "in-reply-to") });
  probes.push({ method: "references", messageIds: idsOf(mail, "references").reverse() });
  if (context.isReport) {
    const returned = readReturned(mail);
    probes.push({ method: "returned_mark", marks: returned.heedIds });
    probes.push({ method: "returned_ids", messageIds: returned.messageIds });
    probes.push({ method: "returned_address", addresses: returned.addresses, since: since(RETURNED_DAYS) });
    return { own: false, probes: probes.filter(isWorthAsking) };
  }
  const subject = normaliseSubject(mail.subject);
  if (from && subject)
    probes.push({ method: "subject", address: from, subject, since: since(SUBJECT_DAYS), until: at });
  if (from) probes.push({ method: "sender", address: from });
  return { own: false, probes: probes.filter(isWorthAsking) };
}

function isWorthAsking(probe: MatchProbe): boolean {
  if (probe.method === "token") return probe.tokens.length > 0;
  if (probe.method === "returned_mark") return probe.marks.length > 0;
  if (probe.method === "returned_address") return probe.addresses.length > 0;
  return !("messageIds" in probe) || probe.messageIds.length > 0;
}
