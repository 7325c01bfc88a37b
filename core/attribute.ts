import type { JsonValue } from "@/core/json";
import { numberIn } from "@/core/number-in";

export const attributeTypes = ["text", "number", "date", "boolean", "option"] as const;
export type AttributeType = (typeof attributeTypes)[number];

/** What a field of the workspace's own means. */
export interface AttributeDefinition {
  readonly key: string;
  readonly label: string;
  readonly type: AttributeType;
  /** What to choose among; empty unless the type is `option`. */
  readonly options: readonly string[];
}

export type AttributeScalar = string | number | boolean;

export type ReadAttribute =
  | { readonly ok: true; readonly value: AttributeScalar }
  | { readonly ok: false; readonly problem: string };

const DAY = /^\d{4}-\d{2}-\d{2}/;
/** What may follow the day: a time with an offset (ISO 8601). */
const REST = /^(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const YES = new Set(["true", "yes", "1", "y", "ja", "sì", "si", "sí", "oui"]);
const NO = new Set(["false", "no", "0", "n", "nein", "non"]);

/**
 * The value as the field's type keeps it, where it can be read as one: "12" is a number of a number field, "yes" a yes, an
 * option is found whatever its case. Else what is wrong, in words for a form.
 */
export function readAttribute(
  { type, options }: Pick<AttributeDefinition, "type" | "options">,
  value: AttributeScalar,
): ReadAttribute {
  const text = String(value).trim();
  switch (type) {
    case "text":
      return { ok: true, value: typeof value === "string" ? value : text };
    case "number": {
      const number = numberIn(value as JsonValue);
      return number === null
        ? { ok: false, problem: "Give a number, with a point for decimals" }
        : { ok: true, value: number };
    }
    case "date":
      return isDate(text) ? { ok: true, value: text } : { ok: false, problem: "Give a date, for example 2026-05-31" };
    case "boolean": {
      const word = text.toLowerCase();
      if (YES.has(word)) return { ok: true, value: true };
      return NO.has(word) ? { ok: true, value: false } : { ok: false, problem: "Say yes or no" };
    }
    case "option": {
      const found = options.find((option) => option.toLowerCase() === text.toLowerCase());
      return found === undefined
        ? { ok: false, problem: `Choose one of ${listed(options)}` }
        : { ok: true, value: found };
    }
  }
}

const isDate = (text: string): boolean => {
  const day = DAY.exec(text)?.[0];
  if (day === undefined || !REST.test(text.slice(10))) return false;
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
};

const SHOWN = 8;
const listed = (options: readonly string[]): string =>
  options.length > SHOWN ? `${options.slice(0, SHOWN).join(", ")} …` : options.join(", ");

export type Definitions = ReadonlyMap<string, AttributeDefinition>;

export const toDefinitions = (list: readonly AttributeDefinition[]): Definitions =>
  new Map(list.map((one) => [one.key, one]));

export interface JudgedAttributes<V> {
  /** Each as its type keeps it; what does not fit its type, and what nobody defined, as it came. */
  readonly values: Record<string, V | AttributeScalar>;
  /** What does not fit, by key. */
  readonly misfits: Readonly<Record<string, string>>;
}

/** Judges fields by their definitions. Doors that can answer refuse misfits; others keep them as they came and tell. Null clears and always fits. */
export function judgeAttributes<V extends AttributeScalar | null>(
  definitions: Definitions,
  given: Readonly<Record<string, V>>,
): JudgedAttributes<V> {
  const values: Record<string, V | AttributeScalar> = {};
  const misfits: Record<string, string> = {};
  for (const [key, value] of Object.entries(given)) {
    const definition = definitions.get(key);
    const read = definition === undefined || value === null ? null : readAttribute(definition, value);
    values[key] = read?.ok ? read.value : value;
    if (read?.ok === false) misfits[key] = read.problem;
  }
  return { values, misfits };
}
