import type { EpochMs } from "@/core/instant";
import type { Explanation, HoldReason } from "./decision";
import { limitInWords } from "./describe-rule";
import { isSkip } from "./explain";
import { dayInWords, inWords, lengthInWords, momentInWords, type Wording } from "./words";

/**
 * What would have to change for a held touch to leave: a sentence for each way, the soonest first, those that need somebody
 * after those that need only time. Empty for what is not held. Times are on the wall clock of `wording.zone`.
 */
export function remediesInWords(explanation: Explanation, wording: Wording): string[] {
  const { because, next, override, at } = explanation;
  if (because === null || isSkip(because)) return [];
  const zone = wording.zone ?? explanation.zone.id;
  const say = new Remedies(wording, zone, at);
  const ways = say.waysOut(because);
  const later = explanation.also.filter(({ freesAt }) => because.freesAt === null || freesAt === null);
  for (const other of later.slice(0, 2)) ways.push(`And besides: ${lowerFirst(say.waysOut(other)[0] ?? "")}`);
  if (next.kind === "goes" && !("freesAt" in because && because.freesAt === next.at)) {
    ways.unshift(`Nothing: it goes ${say.moment(next.at)} by itself.`);
  }
  if (next.kind === "skipped_unless_free") ways.push(`Before ${say.moment(next.at)}: after that it is skipped.`);
  if (override.kind === "right" && override.right === "override_hold") {
    ways.push("Or whoever may override a hold lets it go now, with a reason.");
  }
  return ways;
}

class Remedies {
  constructor(
    private readonly wording: Wording,
    private readonly zone: string,
    private readonly near: EpochMs,
  ) {}

  moment(at: EpochMs): string {
    return momentInWords(at, this.zone, this.near);
  }

  waysOut(reason: HoldReason): string[] {
    const { names, touchName } = this.wording;
    const touch = (id: string) => touchName(id) ?? "another message";
    switch (reason.kind) {
      case "cap": {
        // Over the limit (a hand-written one came to it) more than one must age out: the last of those makes the room.
        const { by, max } = reason.counter;
        const first = by[Math.max(0, by.length - Math.max(1, max))];
        const ages =
          reason.freesAt === null
            ? "No slot opens while the rule stands as it is."
            : first === undefined
              ? `A slot opens ${this.moment(reason.freesAt)}.`
              : `A slot opens ${this.moment(reason.freesAt)}, when ${touch(first.touchId)} no longer counts.`;
        const rule = `“${reason.rule.name}” would have to allow ${inWords(reason.counter.used + 1)} instead of ${inWords(reason.counter.max)}.`;
        const planned = reason.counter.by.find((one) => one.planned);
        return planned === undefined
          ? [ages, rule]
          : [ages, `A higher priority than ${touch(planned.touchId)} would put it first.`, rule];
      }
      case "gap": {
        const gap = lengthInWords(Math.max(0, this.near - reason.last.at));
        const ages = `Enough time has passed ${this.moment(reason.freesAt)}.`;
        return reason.last.planned
          ? [ages, `A higher priority than ${touch(reason.last.touchId)} would put it first.`]
          : reason.last.at >= this.near
            ? [ages] // they left together
            : [ages, `“${reason.rule.name}” would have to ask for no more than ${gap}.`];
      }
      case "company_cap":
        return [
          reason.freesAt === null
            ? "Nobody else of this company may have been written to."
            : `A place at this company opens ${this.moment(reason.freesAt)}.`,
          reason.rule.max === null
            ? `“${reason.rule.name}” would have to ask for less than ${lengthInWords(reason.rule.minGapMs ?? 0)}.`
            : `“${reason.rule.name}” would have to allow more than ${limitInWords(reason.rule, names)}.`,
        ];
      case "own_choice":
        return [
          reason.freesAt === null ? "" : `Their own pace allows it ${this.moment(reason.freesAt)}.`,
          "Only the person can choose more: their wish beats every rule.",
        ].filter(Boolean);
      case "own_pause":
        return [
          `Their pause ends ${dayInWords(reason.freesAt, this.zone, this.near)}.`,
          "Only the person can end it sooner.",
        ];
      case "quiet_hours":
        return [
          reason.freesAt === null
            ? "The hours never open: they would have to be changed."
            : `The hours open ${this.moment(reason.freesAt)}.`,
        ];
      case "leave_alone":
        return [
          `The date passes: ${dayInWords(reason.freesAt, this.zone, this.near)}.`,
          `${names("member", reason.memberId) ?? "A member"} (or whoever may) no longer asks to leave ${reason.of === "company" ? "the company" : "the person"} alone.`,
        ];
      case "conversation":
        return [`The conversation rests for a week: ${this.moment(reason.earliestAt)} if nobody writes again.`];
      case "cold_topic":
        return [
          reason.freesAt === null ? "" : `A slot opens ${this.moment(reason.freesAt)}.`,
          `A click, reply or purchase shows interest in ${names("topic", reason.topicId) ?? "the topic"}, or somebody resets it.`,
        ].filter(Boolean);
      case "repeat_gap":
        return [
          `The same content may go again ${this.moment(reason.freesAt)}.`,
          "Or the step says that it may repeat sooner.",
        ];
      case "paused":
        return [`Sending of ${PAUSED[reason.what]} is resumed.`];
      case "sender_archived":
        return ["The step is published with another sender: what waits is planned anew from that one."];
      case "sender_breaker":
        return [`${names("sender", reason.senderId) ?? "The sender"} is cleared once ${reason.cause} is dealt with.`];
      case "sender_limit":
        return [
          reason.freesAt === null
            ? `${names("sender", reason.senderId) ?? "The sender"} has room again.`
            : `${names("sender", reason.senderId) ?? "The sender"} has room ${this.moment(reason.freesAt)}.`,
        ];
      case "put_off":
        return [`It is tried again by itself ${this.moment(reason.freesAt)}.`];
      case "yields":
        return [
          `${touch(reason.toTouchId)} leaves first, ${this.moment(reason.toGoesAt)}; then it is looked at again.`,
          `A higher priority than ${touch(reason.toTouchId)} would put it first.`,
        ];
    }
  }
}

const PAUSED = {
  workspace: "the whole company",
  team: "the team",
  sequence: "the sequence",
  broadcast: "the broadcast",
} as const;

const lowerFirst = (text: string): string =>
  /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
