import type { z } from "zod";
import type { Predicate, ValuePredicate } from "@/core/audience-predicate";
import type { Target, ValueType } from "@/core/audience-target";
import type { EpochMs } from "@/core/instant";
import { isJsonObject, type JsonValue } from "@/core/json";

export interface OperatorContext {
  readonly now: EpochMs;
  /** Today in the person's zone (segments: the workspace's), "YYYY-MM-DD". */
  readonly today: string;
}

/** The form part that edits the operand. */
export type OperandControl = "none" | "text" | "number" | "range" | "date" | "days" | "list" | "count" | "sum";

export interface Operator {
  readonly label: string;
  readonly types: readonly ValueType[];
  readonly operand: OperandControl;
  readonly schema: z.ZodType;
  /** What it compares, in neutral form. `value` has passed `schema`. */
  predicate(target: Target, value: JsonValue, ctx: OperatorContext): Predicate;
  /** "is Spain", with ids already turned into names. */
  describe(value: JsonValue, name: (id: string) => string): string;
}

export const never: Predicate = { p: "or", of: [] };

export const compare =
  (as: ValuePredicate["as"], test: (value: JsonValue, ctx: OperatorContext) => ValuePredicate["test"] | null) =>
  (target: Target, value: JsonValue, ctx: OperatorContext): Predicate => {
    const made = target.value === null ? null : test(value, ctx);
    return target.value === null || made === null ? never : { p: "value", ...target.value, as, test: made };
  };

export const negate =
  (make: Operator["predicate"]): Operator["predicate"] =>
  (target, value, ctx) => ({ p: "not", of: make(target, value, ctx) });

export const both =
  (...makers: Operator["predicate"][]): Operator["predicate"] =>
  (target, value, ctx) => ({ p: "and", of: makers.map((make) => make(target, value, ctx)) });

export const text = (value: JsonValue): string =>
  String(value ?? "")
    .trim()
    .toLowerCase();
export const part = (value: JsonValue, key: string): JsonValue => (isJsonObject(value) ? (value[key] ?? null) : null);
export const numberOr = (value: JsonValue, otherwise: number): number =>
  typeof value === "number" ? value : otherwise;
export const numberOrNull = (value: JsonValue): number | null => (typeof value === "number" ? value : null);
export const strings = (value: JsonValue): string[] =>
  Array.isArray(value) ? value.map(String) : [String(value ?? "")];

export const quoted = (value: JsonValue): string => `“${String(value ?? "")}”`;
export const listed = (value: JsonValue, name: (id: string) => string, word: string): string => {
  const names = strings(value).map(name);
  return names.length < 2 ? (names[0] ?? "nothing") : `${names.slice(0, -1).join(", ")} ${word} ${names.at(-1)}`;
};
export const days = (value: JsonValue): string => `${String(value)} ${value === 1 ? "day" : "days"}`;
export const within = (value: JsonValue): string => {
  const limit = numberOrNull(part(value, "days"));
  return limit === null ? "" : ` in the last ${days(limit)}`;
};
export const times = (value: JsonValue): string => {
  const count = numberOr(part(value, "count"), 1);
  return count === 1 ? "" : ` at least ${count} times`;
};
