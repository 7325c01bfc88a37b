import type { EpochMs } from "@/core/instant";
import type { Names } from "@/core/names";
import type { BindingRule, Counter, HoldReason } from "./decision";
import { gapThings, limitInWords } from "./describe-rule";
import type { FrequencyPace } from "./rule";
import { dayInWords, inWords, lengthInWords, listInWords, momentInWords, shortDayInWords, type Wording } from "./words";

/** At most this many touches are named in a sentence. */
const NAMED = 3;

const PACES: Record<FrequencyPace, string> = {
  daily: "one message in 24 hours",
  weekly: "one message in 7 days",
  twice_a_month: "two messages in 30 days",
  monthly: "one message in 30 days",
};

/** "one message in 7 days" */
export const paceInWords = (pace: FrequencyPace): string => PACES[pace];

const LEVELS = { workspace: "the company's", topic: "the topic's", sequence: "the sequence's", node: "this step's" };

/** The clause after the colon. `near` is when it was decided. */
export function holdInWords(reason: HoldReason, wording: Wording, zone: string, near: EpochMs): string {
  const { names } = wording;
  const member = (id: string) => names("member", id) ?? "a member";
  const moment = (at: EpochMs) => momentInWords(at, zone, near);
  switch (reason.kind) {
    case "cap":
      return `${limitInWords(reason.rule, names)} is the limit${filledBy(reason.counter, wording, zone, near)}`;
    case "gap": {
      const { rule, last } = reason;
      const verb = last.planned ? "leaves" : "left";
      return `${gapThings(rule, names)} are kept ${lengthInWords(rule.minGapMs ?? 0)} apart; ${touch(last.touchId, wording)} ${verb} ${moment(last.at)}`;
    }
    case "company_cap": {
      const people = reason.people.length;
      const full = people === 0 ? "" : `; ${inWords(people)} ${people === 1 ? "has" : "have"} been written to`;
      return `${companyLimit(reason.rule, names)}${full}`;
    }
    case "own_choice":
      return `this person chose at most ${PACES[reason.pace]}${filledBy(reason.counter, wording, zone, near)}`;
    case "own_pause":
      return `this person asked for a pause until ${dayInWords(reason.freesAt, zone, near)}`;
    case "quiet_hours": {
      const opens = reason.freesAt === null ? "they never open" : `they open ${moment(reason.freesAt)}`;
      return `outside ${LEVELS[reason.level]} hours; ${opens}`;
    }
    case "leave_alone": {
      const whom = reason.of === "company" ? "this company" : "this person";
      const why = reason.reason === "" ? "" : ` (“${reason.reason}”)`;
      return `${member(reason.memberId)} asked to leave ${whom} alone until ${dayInWords(reason.freesAt, zone, near)}${why}`;
    }
    case "conversation":
      return `${member(reason.memberId)} and this person are in conversation; the last mail was ${moment(reason.lastAt)}`;
    case "cold_topic": {
      const topic = names("topic", reason.topicId) ?? "this topic";
      return `no reaction to ${topic} for a while, so at most one in 30 days${filledBy(reason.counter, wording, zone, near)}`;
    }
    case "repeat_gap": {
      const verb = reason.planned ? "leaves" : "left";
      return `the same content ${verb} ${moment(reason.at)} and may repeat after ${lengthInWords(reason.days * 86_400_000)}`;
    }
    case "paused":
      return `${paused(reason, wording)} is paused since ${moment(reason.since)}`;
    case "sender_archived":
      return `${names("sender", reason.senderId) ?? "the sender"} was archived ${moment(reason.since)}, and nothing leaves from it any more`;
    case "sender_breaker":
      return `${names("sender", reason.senderId) ?? "the sender"} is stopped since ${moment(reason.since)} (${reason.cause})`;
    case "sender_limit":
      return `${names("sender", reason.senderId) ?? "the sender"} has sent ${reason.used} of ${reason.max}`;
    case "put_off": {
      const words = reason.answer === "" ? "" : ` (“${reason.answer}”)`;
      return `${names("sender", reason.senderId) ?? "the sender"} could not hand it over yet${words}`;
    }
    case "yields": {
      const first = `${touch(reason.toTouchId, wording)} goes first, ${moment(reason.toGoesAt)}`;
      if (reason.rule === null) return `${first}, and says the same`;
      return reason.rule.max === null
        ? `${first}, and ${gapThings(reason.rule, names)} are kept ${lengthInWords(reason.rule.minGapMs ?? 0)} apart`
        : `${first}, and ${limitInWords(reason.rule, names)} is the limit`;
    }
  }
}

/** A rule that is a gap alone has no number to name. */
const companyLimit = (rule: BindingRule, names: Names): string =>
  rule.max === null
    ? `${gapThings(rule, names)} are written to ${lengthInWords(rule.minGapMs ?? 0)} apart`
    : `${limitInWords(rule, names)} is the limit`;

/** "; A (Mon) and B (Tue) fill it". */
function filledBy(counter: Counter, wording: Wording, zone: string, near: EpochMs): string {
  if (counter.by.length === 0) return "";
  const named = counter.by.slice(-NAMED).map(({ touchId, at, planned }) => {
    const day = shortDayInWords(at, zone, near);
    return `${touch(touchId, wording)} (${planned ? `planned ${day}` : day})`;
  });
  const rest = counter.used - named.length;
  if (rest > 0) named.push(`${inWords(rest)} more`);
  return `; ${listInWords(named)} ${named.length === 1 ? "fills" : "fill"} it`;
}

const touch = (id: string, { touchName }: Wording): string => touchName(id) ?? "another message";

function paused(reason: Extract<HoldReason, { kind: "paused" }>, { names }: Wording): string {
  switch (reason.what) {
    case "workspace":
      return "all sending";
    case "team":
      return `sending by ${names("team", reason.id) ?? "the team"}`;
    case "sequence":
      return names("sequence", reason.id) ?? "the sequence";
    case "broadcast":
      return "the broadcast";
  }
}
