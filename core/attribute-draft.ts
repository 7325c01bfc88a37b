import { isJsonObject, type JsonValue } from "@/core/json";

export type AttributeKind = "text" | "number" | "boolean" | "date";

/** A field of a contact as one types it: text whatever its kind, empty means that nothing is known. */
export interface AttributeDraft {
  readonly key: string;
  readonly kind: AttributeKind;
  /** A boolean is `true` or `false`, a date `YYYY-MM-DD`. */
  readonly text: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?$/i;

/** The kind a stored value is edited as; a date with a time is edited as it is written. */
function kindOfValue(value: string | number | boolean): AttributeKind {
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "boolean";
  return DAY.test(value) ? "date" : "text";
}

/** The fields one can type, by name. Lists and objects that a program stored are not among them. */
export function toAttributeDrafts(attributes: JsonValue): AttributeDraft[] {
  if (!isJsonObject(attributes)) return [];
  return Object.entries(attributes)
    .flatMap(([key, value]): AttributeDraft[] =>
      typeof value === "string" || typeof value === "number" || typeof value === "boolean"
        ? [{ key, kind: kindOfValue(value), text: String(value) }]
        : [],
    )
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

type Value = string | number | boolean | null;

/** What a draft means; null is nothing. */
function readDraft({ kind, text }: AttributeDraft): { readonly value: Value } | { readonly problem: string } {
  const typed = text.trim();
  if (typed === "") return { value: null };
  switch (kind) {
    case "text":
      return { value: text };
    case "boolean":
      return { value: typed === "true" };
    case "number": {
      const number = NUMBER.test(typed) ? Number(typed) : Number.NaN;
      return Number.isFinite(number) ? { value: number } : { problem: "Give a number, with a point for decimals" };
    }
    case "date":
      return isDay(typed) ? { value: typed } : { problem: "Give a day that is in the calendar" };
  }
}

function isDay(text: string): boolean {
  const at = DAY.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

export type ReadAttributes =
  | { readonly ok: true; readonly changed: Readonly<Record<string, Value>> }
  /** What is wrong, by the path a form shows it at: `attributes.seats`. */
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> };

/** What changes: only fields that mean something else than before; null takes one away. */
export function readAttributeDrafts(
  drafts: readonly AttributeDraft[],
  before: readonly AttributeDraft[],
): ReadAttributes {
  const was = new Map(before.map((one) => [one.key, one]));
  const changed: Record<string, Value> = {};
  const problems: Record<string, string> = {};
  for (const draft of drafts) {
    const old = was.get(draft.key);
    if (old ? old.text === draft.text : draft.text.trim() === "") continue;
    const read = readDraft(draft);
    if ("problem" in read) problems[`attributes.${draft.key}`] = read.problem;
    else changed[draft.key] = read.value;
  }
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, changed };
}
