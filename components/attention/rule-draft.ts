import type { CapRule, RuleScope, TouchChannel, TouchClass, TouchFilter, TouchSource } from "@/core/attention/rule";
import { DAY_MS, HOUR_MS } from "@/core/instant";

type Unit = "hours" | "days";
type Span = "rolling" | "day" | "week" | "month";

/** Which messages, as chips: an empty list is no condition. */
export interface FilterDraft {
  readonly on: boolean;
  readonly classes: readonly TouchClass[];
  readonly channels: readonly TouchChannel[];
  readonly sources: readonly TouchSource[];
  readonly topicIds: readonly string[];
  readonly teamIds: readonly string[];
}

/** A rule as one edits it: everything of it, in the units people think in. */
export interface RuleDraft {
  readonly name: string;
  readonly scope: RuleScope["kind"];
  /** A class, topic, team, sender or sequence; empty: each has a count of its own. */
  readonly of: string;
  readonly hasMax: boolean;
  readonly max: string;
  readonly span: Span;
  readonly length: string;
  readonly unit: Unit;
  readonly hasGap: boolean;
  readonly gap: string;
  readonly gapUnit: Unit;
  readonly atCap: "hold" | "skip";
  /** Days a message may be held by it; empty: as long as the message itself says. */
  readonly shelf: string;
  readonly counts: FilterDraft;
  readonly appliesTo: FilterDraft;
}

const noFilter: FilterDraft = { on: false, classes: [], channels: [], sources: [], topicIds: [], teamIds: [] };

export const newRule: RuleDraft = {
  name: "",
  scope: "everything",
  of: "",
  hasMax: true,
  max: "2",
  span: "rolling",
  length: "7",
  unit: "days",
  hasGap: false,
  gap: "20",
  gapUnit: "hours",
  atCap: "hold",
  shelf: "",
  counts: noFilter,
  appliesTo: noFilter,
};

export const scopeLabels: readonly { value: RuleScope["kind"]; label: string; hint: string }[] = [
  { value: "everything", label: "All messages to one person", hint: "Whoever sends, about whatever" },
  { value: "class", label: "Marketing or sales to one person", hint: "Or each with a count of its own" },
  { value: "topic", label: "A topic, to one person", hint: "One topic, or each for itself" },
  { value: "team", label: "A team, to one person", hint: "One team, or each for itself" },
  { value: "sender", label: "A sender, to one person", hint: "One sender, or each for itself" },
  { value: "sequence", label: "A sequence, to one person", hint: "One sequence, or each for itself" },
  { value: "company", label: "People of one company", hint: "How many different people are written to" },
];

export function toDraft(rule: CapRule): RuleDraft {
  const { window, minGapMs, scope } = rule;
  const length = window?.kind === "rolling" ? split(window.lengthMs) : null;
  const gap = minGapMs === null ? null : split(minGapMs);
  return {
    name: rule.name,
    scope: scope.kind,
    of: scopeValue(scope),
    hasMax: rule.max !== null,
    max: String(rule.max ?? newRule.max),
    span: window?.kind === "calendar" ? window.period : "rolling",
    length: length?.length ?? newRule.length,
    unit: length?.unit ?? newRule.unit,
    hasGap: minGapMs !== null,
    gap: gap?.length ?? newRule.gap,
    gapUnit: gap?.unit ?? newRule.gapUnit,
    atCap: rule.atCap,
    shelf: rule.shelfLifeMs === null ? "" : String(rule.shelfLifeMs / DAY_MS),
    counts: toFilterDraft(rule.counts),
    appliesTo: toFilterDraft(rule.appliesTo),
  };
}

function scopeValue(scope: RuleScope): string {
  if (scope.kind === "everything" || scope.kind === "company") return "";
  return (scope.kind === "class" ? scope.class : scope.id) ?? "";
}

/** 24 hours are said in hours, 48 and more whole days in days. */
const split = (ms: number): { length: string; unit: Unit } =>
  ms % DAY_MS === 0 && ms > DAY_MS
    ? { length: String(ms / DAY_MS), unit: "days" }
    : { length: String(ms / HOUR_MS), unit: "hours" };

function toFilterDraft(filter: TouchFilter | null): FilterDraft {
  if (filter === null) return noFilter;
  const { classes = [], channels = [], sources = [], topicIds = [], teamIds = [] } = filter;
  return { on: true, classes, channels, sources, topicIds, teamIds };
}

/** What a blank or half-typed number is: the server says at the field what it wants. */
const numberOf = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text.replace(",", ".")));
const lengthOf = (text: string, unit: Unit): number =>
  Math.round(numberOf(text) * (unit === "days" ? DAY_MS : HOUR_MS));

/** The rule without id and version; what is not a number yet is NaN. */
export function toRule(draft: RuleDraft) {
  return {
    name: draft.name,
    scope: toScope(draft),
    max: draft.hasMax ? numberOf(draft.max) : null,
    window: !draft.hasMax
      ? null
      : draft.span === "rolling"
        ? { kind: "rolling" as const, lengthMs: lengthOf(draft.length, draft.unit) }
        : { kind: "calendar" as const, period: draft.span },
    minGapMs: draft.hasGap ? lengthOf(draft.gap, draft.gapUnit) : null,
    counts: toFilter(draft.counts),
    appliesTo: toFilter(draft.appliesTo),
    atCap: draft.atCap,
    shelfLifeMs: draft.shelf.trim() === "" ? null : lengthOf(draft.shelf, "days"),
  };
}

const isClass = (value: string): value is TouchClass =>
  value === "marketing" || value === "sales" || value === "transactional";

function toScope({ scope, of }: RuleDraft): RuleScope {
  if (scope === "everything" || scope === "company") return { kind: scope };
  if (scope === "class") return { kind: "class", class: isClass(of) ? of : null };
  return { kind: scope, id: of === "" ? null : of };
}

/** An empty list would match nothing at all: it is left out. */
function toFilter({ on, ...lists }: FilterDraft): TouchFilter | null {
  if (!on) return null;
  const filter = Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
  return Object.keys(filter).length === 0 ? null : filter;
}
