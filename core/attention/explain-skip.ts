import type { EpochMs } from "@/core/instant";
import type { SkipReason } from "./decision";
import { limitInWords } from "./describe-rule";
import { holdInWords } from "./explain-hold";
import { dayInWords, type Wording } from "./words";

const CAUSES: Readonly<Record<string, string>> = {
  unsubscribe: "this person unsubscribed",
  complaint: "this person reported a message as spam",
  bounce_hard: "the address does not exist",
  bounce_soft: "mail to this address came back on three days, and nobody was reached in between",
  left_company: "this person has left the company",
  erasure: "this person's data was erased",
};

const FACTS = {
  bought: "has bought",
  has_competing: "has a competing product to",
  not_for_them: "has no use for",
};

/** Why it was skipped, without "Skipped:". `near` is when it was decided. */
export function skipInWords(reason: SkipReason, wording: Wording, zone: string, near: EpochMs): string {
  const { names } = wording;
  const day = (at: EpochMs) => dayInWords(at, zone, near);
  switch (reason.kind) {
    case "suppressed":
      return `${CAUSES[reason.cause] ?? "this address must not be written to"} (${day(reason.at)})`;
    case "archived":
      return `this contact has been archived since ${day(reason.at)}`;
    case "no_consent": {
      const what = reason.topicId === null ? "" : ` for ${names("topic", reason.topicId) ?? "this topic"}`;
      return `there is no consent${what}`;
    }
    case "opted_out": {
      const what =
        reason.topicId === null ? "all marketing and sales" : (names("topic", reason.topicId) ?? "this topic");
      return `this person left ${what} on ${day(reason.at)}`;
    }
    case "product":
      return `this person ${FACTS[reason.fact]} ${names("product", reason.productId) ?? "the product"} (${day(reason.at)})`;
    case "repeat": {
      const other = wording.touchName(reason.touchId) ?? "another message";
      const same = reason.of === "key" ? "for the same occasion" : "with the same content";
      return `${other}, ${same}, went to this person on ${day(reason.at)}`;
    }
    case "at_cap":
      return `${limitInWords(reason.rule, names)} is the limit, and what is over it is skipped`;
    case "cancelled": {
      const why = reason.reason === "" ? "" : ` (“${reason.reason}”)`;
      return `${names("member", reason.memberId) ?? "a member"} cancelled it on ${day(reason.at)}${why}`;
    }
    case "expired": {
      const held = reason.heldBy === null ? "" : `: ${holdInWords(reason.heldBy, wording, zone, near)}`;
      return `no slot opened before ${day(reason.deadlineAt)}${held}`;
    }
  }
}
