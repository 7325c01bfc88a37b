import type { Entry } from "@/core/enrollment";
import type { ContactFacts, SignalFact } from "@/core/facts";
import { addMs, DAY_MS, type EpochMs } from "@/core/instant";
import { type JsonValue, jsonAt } from "@/core/json";
import { numberIn } from "@/core/number-in";
import { matchesSignal, mayMove, type SignalFilter } from "@/core/signal-filter";

/**
 * A condition with all relative time resolved: a neutral tree that core evaluates over facts and the server turns into SQL.
 * Both must give the same answer: every leaf says exactly what it compares, and an absent value makes every comparison
 * false except `exists: false`.
 */
export type Predicate =
  | { readonly p: "and" | "or"; readonly of: readonly Predicate[] }
  | { readonly p: "not"; readonly of: Predicate }
  | ValuePredicate
  /** Tag, segment id, or product fact in the person's list. */
  | { readonly p: "member"; readonly of: "tag" | "segment"; readonly id: string }
  | { readonly p: "product"; readonly productId: string; readonly fact: string }
  /** The chosen value per topic; `unchosen`/`unknown`/`none` stand for an absent one. */
  | {
      readonly p: "choice";
      readonly of: "topic" | "interest" | "consent";
      readonly topicId: string;
      readonly in: readonly string[];
    }
  | { readonly p: "suppressed"; readonly in: readonly string[] }
  /** At least `atLeast` human signals that match, from `since` on (null: ever). */
  | { readonly p: "signals"; readonly filter: SignalFilter; readonly since: EpochMs | null; readonly atLeast: number }
  | {
      readonly p: "purchases";
      /** Empty: any product. */
      readonly productId: string;
      readonly since: EpochMs | null;
      readonly atLeast: number | null;
      /** Sum of the amounts, of every currency as it is. */
      readonly sumAtLeast: number | null;
    };

/** `from: "entry"` reads what let the person in; it exists only inside a sequence (SQL: false). */
export interface ValuePredicate {
  readonly p: "value";
  readonly from: "attribute" | "entry";
  readonly key: string;
  /** text is folded to lower case; a date is the first ten characters, "YYYY-MM-DD". */
  readonly as: "text" | "number" | "date" | "boolean";
  readonly test:
    | { readonly op: "eq" | "lt" | "lte" | "gt" | "gte"; readonly value: string | number | boolean }
    | { readonly op: "in"; readonly values: readonly string[] }
    | { readonly op: "contains" | "starts" | "ends"; readonly value: string }
    /** Month and day equal, any year: "MM-DD". */
    | { readonly op: "month-day"; readonly value: string }
    | { readonly op: "exists"; readonly value: boolean };
}

export interface ConditionFacts {
  readonly contact: ContactFacts;
  readonly signals: readonly SignalFact[];
  readonly entry: Entry | null;
}

/** Evaluates a predicate over facts. Signals count that may move somebody (`mayMove`): what a person did, or mail of a named class. */
export function holds(predicate: Predicate, facts: ConditionFacts): boolean {
  switch (predicate.p) {
    case "and":
      return predicate.of.every((part) => holds(part, facts));
    case "or":
      return predicate.of.some((part) => holds(part, facts));
    case "not":
      return !holds(predicate.of, facts);
    case "value":
      return holdsValue(predicate, facts);
    case "member":
      return (predicate.of === "tag" ? facts.contact.tags : facts.contact.segments).includes(predicate.id);
    case "product":
      return (facts.contact.products[predicate.productId] ?? []).some((fact) => fact === predicate.fact);
    case "choice":
      return predicate.in.includes(chosen(predicate, facts.contact));
    case "suppressed":
      return predicate.in.includes(facts.contact.suppressed);
    case "signals":
      return (
        facts.signals.filter(
          (signal) =>
            mayMove(predicate.filter, signal) &&
            (predicate.since === null || signal.occurredAt >= predicate.since) &&
            matchesSignal(predicate.filter, signal, facts.entry),
        ).length >= predicate.atLeast
      );
    case "purchases": {
      const bought = facts.contact.purchases.filter(
        (purchase) =>
          (predicate.productId === "" || purchase.productId === predicate.productId) &&
          (predicate.since === null || purchase.at >= predicate.since),
      );
      return (
        (predicate.atLeast === null || bought.length >= predicate.atLeast) &&
        (predicate.sumAtLeast === null ||
          bought.reduce((sum, purchase) => sum + purchase.amount, 0) >= predicate.sumAtLeast)
      );
    }
  }
}

function chosen(predicate: { of: "topic" | "interest" | "consent"; topicId: string }, contact: ContactFacts): string {
  if (predicate.of === "topic") return contact.topics[predicate.topicId] ?? "unchosen";
  if (predicate.of === "interest") return contact.interest[predicate.topicId] ?? "unknown";
  return contact.consent[predicate.topicId] ?? "none";
}

function holdsValue(predicate: ValuePredicate, facts: ConditionFacts): boolean {
  const raw =
    predicate.from === "attribute"
      ? attributeOf(facts.contact, predicate.key)
      : jsonAt(facts.entry?.data, predicate.key);
  const present = raw !== undefined && raw !== null && raw !== "";
  const { test } = predicate;
  if (test.op === "exists") return present === test.value;
  if (!present) return false;
  const value = readAs(raw, predicate.as);
  if (value === null) return false;
  switch (test.op) {
    case "eq":
      return value === test.value;
    case "lt":
      return value < test.value;
    case "lte":
      return value <= test.value;
    case "gt":
      return value > test.value;
    case "gte":
      return value >= test.value;
    case "in":
      return test.values.includes(String(value));
    case "contains":
      return String(value).includes(test.value);
    case "starts":
      return String(value).startsWith(test.value);
    case "ends":
      return String(value).endsWith(test.value);
    case "month-day":
      return String(value).slice(5, 10) === test.value;
  }
}

const attributeOf = (contact: ContactFacts, key: string): JsonValue | undefined =>
  Object.hasOwn(contact.attributes, key) ? contact.attributes[key] : undefined;

function readAs(raw: JsonValue, as: ValuePredicate["as"]): string | number | boolean | null {
  switch (as) {
    case "text":
      return (typeof raw === "object" ? JSON.stringify(raw) : String(raw)).toLowerCase();
    case "number":
      return numberIn(raw);
    case "date":
      return typeof raw === "string" && /^\d{4}-\d{2}-\d{2}/.test(raw) ? raw.slice(0, 10) : null;
    case "boolean":
      return raw === true || raw === "true" || raw === 1 || raw === "1" || raw === "yes";
  }
}

/** The instant `days` × 24 h before now, or null for "ever". */
export const sinceDays = (now: EpochMs, days: number | null): EpochMs | null =>
  days === null ? null : addMs(now, -days * DAY_MS);
