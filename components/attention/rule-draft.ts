import type { CapRule, RuleScope } from "@/core/attention/rule";
import { DAY_MS, HOUR_MS } from "@/core/instant";

/** A rule as one edits it in a sentence: a number per days, or hours apart. */
export interface RuleDraft {
  readonly name: string;
  readonly kind: "cap" | "gap";
  readonly scope: RuleScope["kind"];
  /** Which class, for a rule over one; empty: each has its own counter. */
  readonly scopeClass: "" | "marketing" | "sales";
  readonly max: string;
  readonly days: string;
  readonly hours: string;
  readonly atCap: "hold" | "skip";
}

export const newRule: RuleDraft = {
  name: "",
  kind: "cap",
  scope: "everything",
  scopeClass: "",
  max: "2",
  days: "7",
  hours: "20",
  atCap: "hold",
};

export const scopeLabels: readonly { value: RuleScope["kind"]; label: string }[] = [
  { value: "everything", label: "All messages to one person" },
  { value: "class", label: "Marketing or sales to one person" },
  { value: "topic", label: "Each topic, to one person" },
  { value: "team", label: "Each team, to one person" },
  { value: "sender", label: "Each sender, to one person" },
  { value: "sequence", label: "Each sequence, to one person" },
  { value: "company", label: "People of one company" },
];

/** What of a stored rule the form can say; a calendar window or filters are kept as they are by `toRule`. */
export function toDraft(rule: CapRule): RuleDraft {
  const { window, minGapMs, scope } = rule;
  return {
    name: rule.name,
    kind: rule.max === null ? "gap" : "cap",
    scope: scope.kind,
    scopeClass: scope.kind === "class" && scope.class !== null && scope.class !== "transactional" ? scope.class : "",
    max: String(rule.max ?? 2),
    days: window?.kind === "rolling" ? String(window.lengthMs / DAY_MS) : "7",
    hours: minGapMs === null ? "20" : String(minGapMs / HOUR_MS),
    atCap: rule.atCap,
  };
}

const count = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text));

/** The draft over the rule it was made from: what the form does not show stays. */
export function toRule(draft: RuleDraft, before: CapRule | null) {
  const rest = before ?? { counts: null, appliesTo: null, shelfLifeMs: null };
  const keepsWindow = before?.window?.kind === "calendar";
  return {
    ...rest,
    name: draft.name,
    scope: toScope(draft, before),
    max: draft.kind === "cap" ? count(draft.max) : null,
    window:
      draft.kind === "gap"
        ? null
        : keepsWindow
          ? before.window
          : { kind: "rolling" as const, lengthMs: Math.round(count(draft.days) * DAY_MS) },
    minGapMs: draft.kind === "gap" ? Math.round(count(draft.hours) * HOUR_MS) : null,
    atCap: draft.atCap,
  };
}

function toScope(draft: RuleDraft, before: CapRule | null): RuleScope {
  if (draft.scope === "class") return { kind: "class", class: draft.scopeClass === "" ? null : draft.scopeClass };
  if (draft.scope === "everything" || draft.scope === "company") return { kind: draft.scope };
  if (before && before.scope.kind === draft.scope) return before.scope;
  return { kind: draft.scope, id: null };
}
