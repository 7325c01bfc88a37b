import type { EpochMs } from "@/core/instant";
import type { Names } from "@/core/names";
import { addressInWords } from "./choose-address";
import type { Explanation, HoldReason, NextStep, SkipReason } from "./decision";
import { holdInWords } from "./explain-hold";
import { skipInWords } from "./explain-skip";
import { momentInWords, type Wording } from "./words";

const SKIPS: ReadonlySet<string> = new Set<SkipReason["kind"]>([
  "suppressed",
  "archived",
  "no_consent",
  "opted_out",
  "product",
  "repeat",
  "at_cap",
  "expired",
  "cancelled",
]);

export const isSkip = (because: HoldReason | SkipReason): because is SkipReason => SKIPS.has(because.kind);

/**
 * A stored explanation as a plain English sentence: "Held until Thu 21 May 9:00: two messages in 7 days is the limit;
 * Product news (Mon) and Three things to try (Tue) fill it." Times are on the wall clock of `wording.zone`.
 */
export function explain(explanation: Explanation, wording: Wording): string {
  return [reasonInWords(explanation, wording), ...asidesInWords(explanation, wording.names)].join(" ");
}

/** Why a message that has left in the meantime was held, without until when: "outside sending hours; they open Tue 9:00." */
export function explainPastHold(explanation: Explanation, wording: Wording): string {
  const { because, at } = explanation;
  if (because === null || isSkip(because)) return explain(explanation, wording);
  const zone = wording.zone ?? explanation.zone.id;
  const reason = `${holdInWords(because, wording, zone, at)}${alsoInWords(explanation, wording, zone)}.`;
  return [reason, ...asidesInWords(explanation, wording.names)].join(" ");
}

/** What else is to be said of it, whatever the reason: rules it was allowed past, another address. A sentence each. */
export function asidesInWords({ past = [], address }: Explanation, names: Names): string[] {
  const allowed = past.map(
    ({ rule, memberId, reason }) =>
      `Was allowed past “${rule.name}” by ${names("member", memberId) ?? "a member"}: “${reason}”.`,
  );
  return address === undefined ? allowed : [...allowed, addressInWords(address)];
}

function reasonInWords(explanation: Explanation, wording: Wording): string {
  const { because, at } = explanation;
  const zone = wording.zone ?? explanation.zone.id;
  if (because === null) return "Goes: no rule, hour or wish stands against it.";
  if (isSkip(because)) return `Skipped: ${skipInWords(because, wording, zone, at)}.`;
  const reason = holdInWords(because, wording, zone, at);
  return `${opening(explanation.next, wording, zone, at)}: ${reason}${alsoInWords(explanation, wording, zone)}.`;
}

function opening(next: NextStep, wording: Wording, zone: string, near: EpochMs): string {
  const moment = (at: EpochMs) => momentInWords(at, zone, near);
  switch (next.kind) {
    case "goes":
      return `Held until ${moment(next.at)}`;
    case "skipped_then":
      return `Held until ${moment(next.at)} and then skipped (${skipInWords(next.because, wording, zone, near)})`;
    case "skipped_unless_free": {
      const free = next.forecast === null ? "" : `; the next one is ${moment(next.forecast)}`;
      return `Held, and skipped on ${moment(next.at)} unless a slot opens before${free}`;
    }
    case "waits_for": {
      const earliest = next.earliestAt === null ? "" : `, at the earliest ${moment(next.earliestAt)}`;
      return `Held until ${AWAITED[next.what]}${earliest}`;
    }
    default:
      return "Held";
  }
}

const AWAITED: Record<Extract<NextStep, { kind: "waits_for" }>["what"], string> = {
  resume: "sending is resumed",
  sender_chosen: "another sender is chosen",
  breaker_closed: "the sender is cleared",
  conversation_over: "the conversation is over",
  sender_limit: "the sender has room",
  rule_changed: "the rule is changed",
  hours_changed: "the hours are changed",
};

/** The others in one short clause, before all who goes first: that is why it is later. The details have the rest. */
function alsoInWords({ also, at }: Explanation, wording: Wording, zone: string): string {
  const first = also.find(({ kind }) => kind === "yields") ?? also[0];
  if (first === undefined) return "";
  const more = also.length > 1 ? ` (and ${also.length - 1} more)` : "";
  return `; also ${holdInWords(first, wording, zone, at)}${more}`;
}
