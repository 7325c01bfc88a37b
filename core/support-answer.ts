import { domainOf } from "@/core/address";
import { type DomainVerdict, judgeDomain, type ListedDomain, sayDomain } from "@/core/domain-list";
import { toDomain } from "@/core/domain-name";
import { isSamePhone } from "@/core/phone-number";
import type { SupportQuery } from "@/core/support-query";

/** A message of ours that left, or was written by hand. `when` is ready to show, in the zone of whoever asks. */
export interface SentFact {
  readonly touchId: string;
  readonly subject: string | null;
  readonly when: string;
  /** `sequence`, `broadcast`, `transactional`, `api`, `hand`, `logged` */
  readonly source: string;
  readonly channel: string;
  readonly senderName: string | null;
  readonly senderAddress: string | null;
  /** Whose mailbox it left from; null: the company's. */
  readonly mailboxOf: string | null;
  /** Sequence or broadcast it belongs to. */
  readonly partOf: string | null;
  readonly step: number | null;
  /** Not confirmed by the receiving host. */
  readonly unsure: boolean;
}

/** A message that is published, whoever got it. */
export interface MessageFact {
  readonly subject: string;
  readonly partOf: string;
  readonly step: number | null;
  /** Since when it is sent; null: none has left yet. */
  readonly since: string | null;
  readonly domains: readonly string[];
}

export interface SupportFacts {
  readonly query: SupportQuery;
  readonly domains: readonly ListedDomain[];
  readonly phones: readonly { readonly number: string; readonly label: string }[];
  readonly senders: readonly { readonly name: string; readonly address: string }[];
  /** Hosts of Heed itself, where links of our mails lead. */
  readonly ownHosts: readonly string[];
  /** People found, as many as are shown. */
  readonly people: readonly { readonly name: string }[];
  /** Messages to the person, or those the mail or code names; newest first. */
  readonly sent: readonly SentFact[];
  readonly messages: readonly MessageFact[];
  /** A message with the code that has not left. */
  readonly notLeft: boolean;
  readonly waiting: number;
}

export type AnswerTone = "yes" | "no" | "careful" | "ask";

/** The first line of the support page, and what stands under it. */
export interface SupportAnswer {
  readonly tone: AnswerTone;
  readonly line: string;
  readonly more: readonly string[];
}

/** The answer to "is this from you?" (SEMANTICS §7). Says yes only of what we know to be ours. */
export function answerSupport(facts: SupportFacts): SupportAnswer {
  const { query } = facts;
  switch (query.kind) {
    case "empty":
      return { tone: "ask", line: "Whom or what is it about?", more: [] };
    case "code":
      return answerCode(facts);
    case "mail":
      return answerMail(facts, query.mail);
    case "address":
      return answerAddress(facts, query.email);
    case "domain":
      return answerDomain(facts, query.domain);
    case "phone":
      return answerPhone(facts, query.phone);
    case "words":
      return answerWords(facts, query.words.join(" "));
  }
}

/** "sent 14 May 10:02 by Ana Ruiz’s mailbox, step 3 of *Trial*" */
export function saySent(sent: SentFact): string {
  if (sent.source === "hand") return `written by hand ${sent.when}${sent.mailboxOf ? ` by ${sent.mailboxOf}` : ""}`;
  if (sent.source === "logged") return `${sent.channel} of ${sent.when}, logged by ${sent.mailboxOf ?? "a colleague"}`;
  const by = sent.mailboxOf ? `${sent.mailboxOf}’s mailbox` : (sent.senderName ?? sent.senderAddress ?? "us");
  const place =
    sent.partOf === null ? "" : sent.step === null ? `, ${sent.partOf}` : `, step ${sent.step} of ${sent.partOf}`;
  return `sent ${sent.when} by ${by}${place}${sent.unsure ? " (whether it arrived was not confirmed)" : ""}`;
}

const yes = (line: string, more: readonly string[] = []): SupportAnswer => ({
  tone: "yes",
  line: `Yes: ${line}`,
  more,
});
const no = (line: string, more: readonly string[] = []): SupportAnswer => ({ tone: "no", line: `No: ${line}`, more });
const careful = (line: string, more: readonly string[] = []): SupportAnswer => ({
  tone: "careful",
  line: `Careful: ${line}`,
  more,
});

function answerCode({ sent: [found], notLeft }: SupportFacts): SupportAnswer {
  if (found) return yes(saySent(found));
  return no(notLeft ? "the mail with this code has not left" : "no mail of ours carries this code");
}

const isOurs = (verdict: DomainVerdict): boolean => verdict.kind === "mail" || verdict.kind === "web";

function judgeAll(facts: SupportFacts, domains: readonly string[]): DomainVerdict[] {
  const own = new Set(facts.ownHosts);
  return [...new Set(domains)].filter((domain) => !own.has(domain)).map((domain) => judgeDomain(domain, facts.domains));
}

const isOther = (address: string | null, claimed: string): boolean =>
  address !== null && address.toLowerCase() !== claimed;

const isSender = (facts: SupportFacts, address: string): boolean =>
  facts.senders.some((sender) => sender.address.toLowerCase() === address);

/**
 * A mail that somebody shows. A code, or the very person and subject, says that we sent such a mail; it is ours only if
 * nothing foreign stands in it: a copied mail carries our code and somebody else's links.
 */
function answerMail(facts: SupportFacts, mail: Extract<SupportQuery, { kind: "mail" }>["mail"]): SupportAnswer {
  const from = mail.from.filter((address) => !mail.to.includes(address));
  const claimed = from.find((address) => !facts.people.length || isSender(facts, address)) ?? from[0] ?? null;
  const found = facts.sent.find(({ senderAddress }) => senderAddress?.toLowerCase() === claimed) ?? facts.sent[0];
  const sender =
    claimed === null || isSender(facts, claimed) ? null : (judgeAll(facts, [domainOf(claimed)])[0] ?? null);
  const links = judgeAll(facts, mail.links).filter((verdict) => !isOurs(verdict) && verdict.kind !== "linked");
  const foreignNumbers = mail.phones.filter((phone) => !facts.phones.some(({ number }) => isSamePhone(number, phone)));
  const numbers = foreignNumbers.length === 0 ? [] : [`It names ${foreignNumbers.join(", ")}, no number on our list`];
  const said = links.map((verdict) => `Its links: ${sayDomain(verdict)}`);

  // what only stands there as a word says nothing, unless it passes for ours
  const named = judgeAll(facts, mail.names);
  const imitation = [sender, ...links, ...named].find(
    (verdict) => verdict?.kind === "look-alike" || verdict?.kind === "phish",
  );
  if (imitation) {
    const copied = found ? [`It copies a mail we ${saySent(found)}`] : [];
    return no(sayDomain(imitation), [
      ...copied,
      ...said.filter((line) => !line.includes(imitation.domain)),
      ...numbers,
    ]);
  }
  if (found) {
    const other = claimed !== null && isSender(facts, claimed) && isOther(found.senderAddress, claimed);
    if (links.length === 0 && !other) return yes(saySent(found), numbers);
    const differs = links.length === 0 ? "names another sender" : "leads elsewhere";
    const senders = other ? [`It says it comes from ${claimed}; ours came from ${found.senderAddress}`] : [];
    return careful(`we ${saySent(found)}, but this copy ${differs}`, [...senders, ...said, ...numbers]);
  }
  if (sender !== null && !isOurs(sender)) return no(sayShort(sender), [...said, ...numbers]);
  if (sender?.kind === "web") return no(sayDomain(sender), [...said, ...numbers]);
  if (claimed !== null) {
    const line = `it claims to come from ${claimed}, which is ours, but we find no such mail`;
    return careful(line, ["A sender can be forged: do not confirm it", ...said, ...numbers]);
  }
  if (links.length > 0) return careful("nothing in it can be found, and it leads elsewhere", [...said, ...numbers]);
  return { tone: "ask", line: "Nothing in it can be found. Who got it, and when?", more: numbers };
}

const sayShort = (verdict: DomainVerdict): string =>
  verdict.kind === "unknown" ? "nothing of ours; we have never used that domain" : sayDomain(verdict);

/** What somebody asks about is what they got, not the call a colleague noted since; that stands below. */
function newestOf(sent: readonly SentFact[]): { newest: SentFact | null; noted: string[] } {
  const newest = sent.find(({ source }) => source !== "logged") ?? null;
  const [first] = sent;
  return { newest, noted: first && first !== newest ? [`Since then: ${saySent(first)}`] : [] };
}

const sayNoted = (sent: SentFact): string => `Only this was noted: ${saySent(sent)}`;

function answerAddress(facts: SupportFacts, email: string): SupportAnswer {
  if (facts.people.length > 0) {
    const { newest, noted } = newestOf(facts.sent);
    const planned = facts.waiting > 0 ? [`${facts.waiting} more planned or held`] : [];
    if (newest) return yes(saySent(newest), [...noted, ...planned]);
    return no("nothing has been sent to this person yet", [...facts.sent.slice(0, 1).map(sayNoted), ...planned]);
  }
  const sender = facts.senders.find(({ address }) => address.toLowerCase() === email);
  if (sender) return yes(`${sender.address} is ours: mails of ${sender.name} come from it`);
  const verdict = judgeDomain(domainOf(email), facts.domains);
  if (verdict.kind === "mail") return careful(`${verdict.domain} is ours, but no sender has the address ${email}`);
  if (verdict.kind === "web" || verdict.kind === "look-alike" || verdict.kind === "phish")
    return no(sayDomain(verdict));
  return no("nobody here has this address, and it is nothing of ours");
}

function answerDomain(facts: SupportFacts, domain: string): SupportAnswer {
  if (facts.ownHosts.includes(domain)) return yes(`${domain} is where links of our mails lead`);
  const verdict = judgeDomain(domain, facts.domains);
  const naming = facts.messages.filter((message) =>
    message.domains.some((one) => one === domain || domain.endsWith(`.${one}`)),
  );
  const told = naming.slice(0, 5).map(sayMessage);
  if (isOurs(verdict)) return yes(sayDomain(verdict), told);
  if (verdict.kind === "linked") return yes(sayDomain(verdict), told);
  return no(sayShort(verdict) === sayDomain(verdict) ? sayDomain(verdict) : `${domain} is ${sayShort(verdict)}`);
}

/** "“Your new card” of Card launch, step 2, sent since 14 May 10:02" */
const sayMessage = ({ subject, partOf, step, since }: MessageFact): string =>
  `“${subject}” of ${partOf}${step === null ? "" : `, step ${step}`}${since === null ? ", none sent yet" : `, sent since ${since}`}`;

function answerPhone(facts: SupportFacts, phone: string): SupportAnswer {
  const ours = facts.phones.find(({ number }) => isSamePhone(number, phone));
  if (ours)
    return yes(`${ours.number} is ours${ours.label === "" ? "" : `: ${ours.label}`}`, facts.messages.map(sayMessage));
  return no("that number is not on our list");
}

function answerWords(facts: SupportFacts, words: string): SupportAnswer {
  const [one, ...others] = facts.people;
  const [message] = facts.messages;
  if (message && !one) {
    if (message.since === null)
      return careful(
        `a mail with these words is published, but none was sent yet`,
        facts.messages.slice(0, 5).map(sayMessage),
      );
    return yes(sayMessage(message), facts.messages.slice(1, 5).map(sayMessage));
  }
  if (one && others.length === 0 && !message) {
    const { newest, noted } = newestOf(facts.sent);
    if (newest) return yes(`${saySent(newest)}, to ${one.name}`, noted);
    return no(`nothing has been sent to ${one.name} yet`, facts.sent.slice(0, 1).map(sayNoted));
  }
  if (one) return { tone: "ask", line: "Which of these?", more: facts.messages.slice(0, 5).map(sayMessage) };
  return no(`nobody and no mail of ours with “${words}”`);
}

/** Hosts of a web address, for `ownHosts`. */
export const hostsOf = (url: string): string[] => {
  const domain = toDomain(url);
  return domain === null ? [] : [domain];
};
