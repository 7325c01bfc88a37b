import { isFreeMail } from "@/core/address";
import { BRIEFING_ABOVE, type Briefing, briefingGap, hasBriefing, unnamed } from "@/core/briefing";
import { judgeDomain, judgeWritten, type ListedDomain, sayDomain } from "@/core/domain-list";
import type { EmailText } from "@/core/merge-content";
import { namedIn } from "@/core/named-in-text";
import { isSamePhone } from "@/core/phone-number";
import type { ProblemRank } from "@/core/problem";

/** What a workspace lists; with no domain listed yet nothing is checked against the list. */
export interface MessageList {
  readonly domains?: readonly ListedDomain[] | undefined;
  /** Telephone numbers of ours. */
  readonly phones?: readonly string[] | undefined;
}

export interface MessageProblem {
  /** Into the message: `body`, `senderId`, `briefing`, `briefing.about`. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly rank: ProblemRank;
}

/**
 * What is wrong with what a message names, the same for email steps and broadcasts: links, addresses and numbers that the
 * workspace does not list, a sender on a domain we do not write from, a briefing that is missing.
 * @param people how many it reaches at publish; null: not known here
 */
export function checkMessage(
  text: EmailText,
  message: { readonly briefing: Briefing; readonly senderAddress: string | null },
  list: MessageList,
  people: number | null,
): MessageProblem[] {
  const named = namedIn(text);
  return [
    ...checkNamed(named.domains, list.domains ?? []),
    ...checkPhones(named.phones, list.phones),
    ...checkSenderDomain(message.senderAddress, list.domains ?? []),
    ...checkBriefing(message.briefing, text, people),
  ];
}

function checkNamed(domains: readonly string[], list: readonly ListedDomain[]): MessageProblem[] {
  if (list.length === 0) return [];
  return domains.flatMap((domain): MessageProblem[] => {
    const verdict = judgeDomain(domain, list);
    if (verdict.kind === "mail" || verdict.kind === "web" || verdict.kind === "linked") return [];
    const message =
      verdict.kind === "unknown"
        ? `Take out ${domain}, or have it listed in the settings under Domains: support would call it foreign`
        : `Take out ${domain}: ${sayDomain(verdict)}`;
    return [{ path: "body", code: `domain-${verdict.kind}`, message, rank: "must" }];
  });
}

function checkPhones(phones: readonly string[], list: readonly string[] | undefined): MessageProblem[] {
  if (list === undefined) return [];
  return phones
    .filter((phone) => !list.some((known) => isSamePhone(known, phone)))
    .map((phone) => ({
      path: "body",
      code: "phone-unknown",
      message: `${phone} is no number of ours in the settings under Domains: list it, or take it out`,
      rank: "look",
    }));
}

function checkSenderDomain(address: string | null, list: readonly ListedDomain[]): MessageProblem[] {
  if (address === null || list.length === 0) return [];
  const verdict = judgeWritten(address, list);
  // of a free-mail host only the address is ours: whoever made the sender has said so
  if (verdict === null || verdict.kind === "mail" || isFreeMail(verdict.domain)) return [];
  const why = verdict.kind === "web" ? sayDomain(verdict) : `${verdict.domain} is not listed as used for mail`;
  return [{ path: "senderId", code: "sender-domain", message: `Choose another sender: ${why}`, rank: "must" }];
}

function checkBriefing(briefing: Briefing, text: EmailText, people: number | null): MessageProblem[] {
  const gap = briefingGap(briefing);
  if (gap !== null && (people ?? 0) > BRIEFING_ABOVE) {
    const reach = `${(people ?? 0).toLocaleString("en")} people`;
    const message = `${gap.message}: it reaches ${reach}`;
    return [{ path: `briefing.${gap.path}`, code: "briefing-missing", message, rank: "must" }];
  }
  if (!hasBriefing(briefing)) return [];
  const { domains, phones } = unnamed(briefing, namedIn(text));
  const missing = [...domains, ...phones];
  if (missing.length === 0) return [];
  return [
    {
      path: "briefing.domains",
      code: "briefing-unnamed",
      message: `The mail also names ${missing.join(", ")}: take it into the briefing`,
      rank: "look",
    },
  ];
}
