import type { Because, BecauseCode, BecauseData } from "@/core/because";
import type { EpochMs } from "@/core/instant";
import type { JsonObject } from "@/core/json";
import { fillNames, type Names } from "@/core/names";

export interface ExplainContext {
  readonly names: Names;
  /** IANA zone the instants are shown in: the person's. */
  readonly zone: string;
  /** BCP 47; "en-GB" unless said otherwise. */
  readonly locale?: string;
}

type Sentence<C extends BecauseCode> = (data: BecauseData[C], ctx: Speaker) => string;

interface Speaker {
  readonly at: (instant: EpochMs) => string;
  readonly step: (id: string | null) => string;
  readonly who: (by: string) => string;
  /** Words that were stored with ids in them. */
  readonly named: (text: string) => string;
  readonly facts: (facts: JsonObject) => string;
}

const waysIn: Readonly<Record<string, string>> = {
  event: "by an event",
  purchase: "by a purchase",
  segment: "by coming into a segment",
  tag: "by a tag",
  date: "by a date",
  form: "by a form",
  hand: "by hand",
  csv: "by an import",
  api: "by the API",
  sequence: "from another sequence",
};

/** One sentence per code; a code without one is a type error. */
const sentences: { readonly [C in BecauseCode]: Sentence<C> } = {
  "came-from": ({ nodeId, outlet }, { step }) =>
    `Came from ${step(nodeId)}${outlet === "next" ? "" : ` by “${outlet.replaceAll("-", " ")}”`}.`,
  entered: ({ by }) => `Entered ${waysIn[by] ?? `by ${by}`}.`,
  jumped: ({ by, reason, from }, { who, step }) =>
    `${who(by)} moved the person here${from === null ? "" : ` from ${step(from)}`}: ${reason}`,
  "jumped-on": ({ by, reason, to }, { who, step }) => `${who(by)} moved the person on to ${step(to)}: ${reason}`,
  moved: ({ from, version }, { step }) => `Moved here from ${step(from)} when ${version} was published.`,
  "goal-jump": ({ goalId }, { step }) => `Reached the goal ${step(goalId)}.`,
  sending: () => "The email waits for its slot.",
  accepted: ({ at }, speak) => `The email left ${speak.at(at)}.`,
  skipped: ({ reason }) => `The email was skipped: ${plain(reason)}.`,
  failed: ({ reason }) => `The email could not be delivered: ${plain(reason)}.`,
  unknown: ({ at }, speak) =>
    `The email was handed over ${speak.at(at)}, but its arrival was never confirmed. It is not sent again.`,
  withdrawn: ({ by }) => `The email was withdrawn${by === "" ? "" : `: ${plain(by)}`}.`,
  "delay-until": ({ until }, { at }) => `Waits until ${at(until)}.`,
  "delay-over": ({ until }, { at }) => `The wait was over ${at(until)}.`,
  "date-missing": ({ attribute }) => `Went on at once: there is no date in “${plain(attribute)}”.`,
  "date-passed": ({ attribute, until }, { at }) =>
    `Went on at once: the day by “${plain(attribute)}” was ${at(until)}.`,
  "waiting-for": ({ outcomes, deadline }, { at, named }) =>
    `Waits until ${at(deadline)} for one of: ${outcomes.map(named).join(", ")}.`,
  settling: ({ until, outcome }, { at, named }) =>
    `Has “${named(outcome)}”; waits until ${at(until)} whether something better follows.`,
  outcome: ({ label, occurredAt, mode, seen, outcome }, { at, named }) => {
    const others = Object.entries(seen).filter(([id, ids]) => id !== outcome && ids.length > 0).length;
    const how = mode === "ranked" ? " when the wait was over" : "";
    return `Took “${named(label)}”${how}: it happened ${at(occurredAt)}${others === 0 ? "" : ` and stands above the ${others === 1 ? "other one that happened" : `${others} others that happened`}`}.`;
  },
  "timed-out": ({ deadline, ignored }, { at }) =>
    `Nothing happened by ${at(deadline)}.${ignored === 0 ? "" : ` ${ignored === 1 ? "One sign was" : `${ignored} signs were`} left out as made by a machine.`}`,
  matched: ({ label, facts }, speak) => `Went by “${speak.named(label)}”${speak.facts(facts)}.`,
  "no-match": ({ facts }, speak) => `None of the conditions held${speak.facts(facts)}.`,
  split: ({ label, percent }) => `Drawn into “${label}” (${percent} % of people).`,
  doing: ({ what }) => `${doing[what] ?? plain(what)}.`,
  done: ({ what }) => `${did[what] ?? plain(what)}.`,
  "not-done": ({ what, reason }) => `${failed[what] ?? `Could not ${plain(what)}`}: ${plain(reason)}.`,
  "reached-end": () => "Reached the end of the sequence.",
  "left-here": ({ reason }) => (reason === "" ? "Left the sequence here." : `Left the sequence here: ${reason}.`),
  "goal-met": ({ goalId, facts }, speak) => `Reached the goal ${speak.step(goalId)}${speak.facts(facts)}.`,
  exit: ({ label, facts }, speak) => `Left by the exit rule “${speak.named(label)}”${speak.facts(facts)}.`,
  "rounds-spent": ({ rounds }) => `Had gone round ${rounds} times.`,
  stopped: ({ by, reason }, { who }) => `${who(by)} ended it: ${reason}`,
  "wait-skipped": ({ by, reason }, { who }) => `${who(by)} skipped the wait: ${reason}`,
  "step-missing": () => "The step is not in this version. Somebody must look at this.",
  "step-broken": ({ problem }) => `The step cannot be run: ${problem}.`,
};

const doing: Readonly<Record<string, string>> = {
  update: "Updates the contact",
  task: "Makes a task",
  notify: "Tells a colleague",
  webhook: "Calls a webhook",
  move: "Enrolls in another sequence",
};
const did: Readonly<Record<string, string>> = {
  update: "Updated the contact",
  task: "Made a task",
  notify: "Told a colleague",
  webhook: "Called a webhook",
  move: "Enrolled in another sequence",
};
const failed: Readonly<Record<string, string>> = {
  update: "Could not update the contact",
  task: "Could not make the task",
  notify: "Could not tell anybody",
  webhook: "The webhook failed",
  move: "Could not enroll in the other sequence",
};

const plain = (code: string): string => code.replaceAll("_", " ").replaceAll("-", " ");

function factsIn(facts: JsonObject, names: Names): string {
  const said = Object.entries(facts)
    .slice(0, 4)
    .map(([key, value]) => {
      const words = key.includes("{") ? fillNames(key, names) : plain(key);
      return `${words}: ${sayValue(key === "segments" ? segmentNames(value, names) : value)}`;
    });
  return said.length === 0 ? "" : ` (${said.join(", ")})`;
}

/** Frozen by their ids. */
const segmentNames = (value: unknown, names: Names): unknown =>
  Array.isArray(value) ? value.map((id) => names("segment", String(id)) ?? "a deleted segment") : value;

const sayValue = (value: unknown): string => {
  if (value === null || value === "") return "not known";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return Array.isArray(value) ? (value.length === 0 ? "none" : value.map(String).join(", ")) : String(value);
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** "Tue 20 Jan 2026, 09:05", in the zone given. Put together from parts: browsers and servers differ in their commas. */
export function sayInstant(at: EpochMs, zone: string, locale = "en-GB"): string {
  const key = `${locale} ${zone}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    formats.set(key, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts.weekday} ${parts.day} ${parts.month} ${parts.year}, ${parts.hour}:${parts.minute}`;
}

/** A stored reason as a sentence, with names looked up and instants in the zone given. */
export function explainBecause(why: Because, ctx: ExplainContext): string {
  const speaker: Speaker = {
    at: (instant) => sayInstant(instant, ctx.zone, ctx.locale),
    step: (id) => (id === null ? "a step" : (ctx.names("step", id) ?? "a step")),
    who: (by) => ctx.names("member", by) ?? callers[by] ?? "Heed",
    named: (text) => fillNames(text, ctx.names),
    facts: (facts) => factsIn(facts, ctx.names),
  };
  // The mapped table ties code and data; reading it by the union loses that.
  return (sentences[why.code] as Sentence<BecauseCode>)(why.data, speaker);
}

const callers: Readonly<Record<string, string>> = {
  reply: "A reply",
  api: "The API",
  system: "Heed",
  publish: "A new version",
  member: "A member",
};
