import type { Names } from "@/core/names";
import type { BindingRule } from "./decision";
import type { CapRule, RuleScope, TouchFilter } from "./rule";
import { inWords, lengthInWords, listInWords, sentence } from "./words";

/** A rule as a readable sentence: "At most three messages in 7 days, held when full." */
export function describeRule(rule: CapRule, names: Names): string {
  const parts: string[] = [];
  if (rule.max !== null) parts.push(`at most ${limitInWords(rule, names)}`);
  if (rule.minGapMs !== null) {
    const what = rule.max === null ? things(rule.scope, 2, channelWord(rule), names) : "each";
    parts.push(`${what} at least ${lengthInWords(rule.minGapMs)} apart`);
  }
  const shelf = rule.shelfLifeMs === null ? "" : ` for at most ${lengthInWords(rule.shelfLifeMs)}`;
  const end = rule.atCap === "skip" ? "what is over is skipped" : `what is over waits${shelf}`;
  return `${sentence(parts.join(", "))}${audience(rule, names)}; ${end}.`;
}

/** "two messages in 7 days", "one marketing message a week (from Monday)". */
export function limitInWords(rule: BindingRule | CapRule, names: Names): string {
  const max = rule.max ?? 0;
  const word = "counts" in rule ? channelWord(rule) : "message";
  return `${inWords(max)} ${things(rule.scope, max, word, names)} ${windowInWords(rule)}`;
}

/** "marketing messages are kept 20 hours apart" without the verb: what the gap is about. */
export const gapThings = (rule: BindingRule, names: Names): string => things(rule.scope, 2, "message", names);

function windowInWords({ window }: Pick<BindingRule, "window">): string {
  if (window === null) return "";
  if (window.kind === "rolling") return `in ${lengthInWords(window.lengthMs)}`;
  return { day: "a day (from midnight)", week: "a week (from Monday)", month: "a month (from the 1st)" }[window.period];
}

/** "messages", "marketing messages", "messages about Product news", "people of one company". */
function things(scope: RuleScope, n: number, word: string, names: Names): string {
  const many = n === 1 ? word : `${word}s`;
  switch (scope.kind) {
    case "everything":
      return many;
    case "company":
      return n === 1 ? "person of one company" : "people of one company";
    case "class":
      return scope.class === null ? `${many} of one kind` : `${scope.class} ${many}`;
    case "topic":
      return scope.id === null
        ? `${many} about one topic`
        : `${many} about ${names("topic", scope.id) ?? "a deleted topic"}`;
    case "team":
      return scope.id === null
        ? `${many} from one team`
        : `${many} from ${names("team", scope.id) ?? "a deleted team"}`;
    case "sender":
      return scope.id === null
        ? `${many} from one sender`
        : `${many} from ${names("sender", scope.id) ?? "a deleted sender"}`;
    case "sequence":
      return scope.id === null
        ? `${many} of one sequence`
        : `${many} of ${names("sequence", scope.id) ?? "a deleted sequence"}`;
  }
}

/** A rule that counts one channel alone says so. */
function channelWord(rule: Pick<CapRule, "counts">): string {
  const channels = rule.counts?.channels ?? [];
  const only = channels.length === 1 ? channels[0] : undefined;
  return only === undefined || only === "sms" || only === "social" ? "message" : only;
}

const SOURCES: Readonly<Record<string, string>> = {
  sequence: "sequences",
  broadcast: "broadcasts",
  transactional: "transactional sends",
  api: "API sends",
  hand: "mail written by hand",
  logged: "what members log",
};

/** " (counts email from sequences only; holds back sales only)". */
function audience(rule: CapRule, names: Names): string {
  const counts = rule.counts === null ? "" : filterInWords(rule.counts, names, channelWord(rule) !== "message");
  const applies = rule.appliesTo === null ? "" : filterInWords(rule.appliesTo, names, false);
  const parts = [counts === "" ? "" : `counts ${counts} only`, applies === "" ? "" : `holds back ${applies} only`];
  const said = parts.filter(Boolean).join("; ");
  return said === "" ? "" : ` (${said})`;
}

/** @param channelSaid the channel is the word for the message already */
function filterInWords(filter: TouchFilter, names: Names, channelSaid: boolean): string {
  const { classes = [], channels = [], sources = [], topicIds = [], teamIds = [] } = filter;
  const named = (kind: "topic" | "team", ids: readonly string[]) =>
    ids.map((id) => names(kind, id) ?? `a deleted ${kind}`);
  const parts = [
    listInWords(classes),
    channelSaid ? "" : listInWords(channels),
    sources.length === 0 ? "" : `from ${listInWords(sources.map((source) => SOURCES[source] ?? source))}`,
    topicIds.length === 0 ? "" : `about ${listInWords(named("topic", topicIds))}`,
    teamIds.length === 0 ? "" : `of ${listInWords(named("team", teamIds))}`,
  ].filter(Boolean);
  return parts.length > 0 && classes.length + channels.length === 0 ? `what is ${parts.join(" ")}` : parts.join(" ");
}
