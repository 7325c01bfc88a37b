import type { CapRule, RuleScope, TouchFilter } from "./rule";
import type { TouchTraits } from "./touch";

/** What a scope divides touches by; null = the touch has none. `everything` and `company` do not divide. */
export function scopeValueOf(scope: RuleScope, touch: TouchTraits): string | null {
  switch (scope.kind) {
    case "everything":
    case "company":
      return "";
    case "class":
      return touch.class;
    case "topic":
      return touch.topicId;
    case "team":
      return touch.teamId;
    case "sender":
      return touch.senderId;
    case "sequence":
      return touch.sequenceId;
  }
}

/** The value a rule is fixed to; null = each has a counter of its own. */
export function fixedValueOf(scope: RuleScope): string | null {
  if (scope.kind === "everything" || scope.kind === "company") return "";
  return scope.kind === "class" ? scope.class : scope.id;
}

export function matchesFilter(filter: TouchFilter, touch: TouchTraits): boolean {
  return (
    (filter.classes === undefined || filter.classes.includes(touch.class)) &&
    (filter.channels === undefined || filter.channels.includes(touch.channel)) &&
    (filter.sources === undefined || filter.sources.includes(touch.source)) &&
    (filter.topicIds === undefined || (touch.topicId !== null && filter.topicIds.includes(touch.topicId))) &&
    (filter.teamIds === undefined || (touch.teamId !== null && filter.teamIds.includes(touch.teamId)))
  );
}

/**
 * The counter of this rule the touch must pass; null when the rule does not concern it. Whether the touch obeys rules at
 * all is for the caller to ask.
 */
export function counterValueFor(rule: CapRule, touch: TouchTraits): string | null {
  const own = scopeValueOf(rule.scope, touch);
  const fixed = fixedValueOf(rule.scope);
  if (fixed === null) {
    return own !== null && (rule.appliesTo === null || matchesFilter(rule.appliesTo, touch)) ? own : null;
  }
  if (rule.appliesTo !== null) return matchesFilter(rule.appliesTo, touch) ? fixed : null;
  return own === fixed ? fixed : null;
}

/** Whether the touch, once it has left, fills that counter of the rule. */
export function fillsCounter(rule: CapRule, value: string, touch: TouchTraits): boolean {
  return (
    touch.counts &&
    (rule.counts === null || matchesFilter(rule.counts, touch)) &&
    scopeValueOf(rule.scope, touch) === value
  );
}
