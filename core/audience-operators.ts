import type { z } from "zod";
import {
  countSchema,
  dateSchema,
  daysSchema,
  listSchema,
  nothingSchema,
  numberSchema,
  rangeSchema,
  sumSchema,
  textSchema,
} from "@/core/audience-operands";
import { type Predicate, sinceDays, type ValuePredicate } from "@/core/audience-predicate";
import type { Target, ValueType } from "@/core/audience-target";
import type { EpochMs } from "@/core/instant";
import { isJsonObject, type JsonValue } from "@/core/json";
import { toCivilDay, toIsoDate } from "@/core/schedule-zone";

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

const never: Predicate = { p: "or", of: [] };

const compare =
  (as: ValuePredicate["as"], test: (value: JsonValue, ctx: OperatorContext) => ValuePredicate["test"] | null) =>
  (target: Target, value: JsonValue, ctx: OperatorContext): Predicate => {
    const made = target.value === null ? null : test(value, ctx);
    return target.value === null || made === null ? never : { p: "value", ...target.value, as, test: made };
  };

const negate =
  (make: Operator["predicate"]): Operator["predicate"] =>
  (target, value, ctx) => ({ p: "not", of: make(target, value, ctx) });

const both =
  (...makers: Operator["predicate"][]): Operator["predicate"] =>
  (target, value, ctx) => ({ p: "and", of: makers.map((make) => make(target, value, ctx)) });

const text = (value: JsonValue): string =>
  String(value ?? "")
    .trim()
    .toLowerCase();
const part = (value: JsonValue, key: string): JsonValue => (isJsonObject(value) ? (value[key] ?? null) : null);
const numberOr = (value: JsonValue, otherwise: number): number => (typeof value === "number" ? value : otherwise);
const numberOrNull = (value: JsonValue): number | null => (typeof value === "number" ? value : null);
const strings = (value: JsonValue): string[] => (Array.isArray(value) ? value.map(String) : [String(value ?? "")]);
const shifted = (today: string, days: number): string => toIsoDate(toCivilDay(today) + days);

const isOneOf = compare("text", (value) => ({
  op: "in",
  values: strings(value).map((one) => one.trim().toLowerCase()),
}));
const contains = compare("text", (value) => ({ op: "contains", value: text(value) }));
const equals = compare("text", (value) => ({ op: "eq", value: text(value) }));
const sameNumber = compare("number", (value) => ({ op: "eq", value: Number(value) }));
const flagged = compare("boolean", () => ({ op: "eq", value: true }));
const onDay = (op: "eq" | "lt" | "lte" | "gt" | "gte", day: (value: JsonValue, ctx: OperatorContext) => string) =>
  compare("date", (value, ctx) => ({ op, value: day(value, ctx) }));
const given = (value: JsonValue) => String(value).slice(0, 10);
const anyOf: Operator["predicate"] = (target, value) => ({
  p: "or",
  of: target.member === null ? [] : strings(value).map(target.member),
});
const happenedWith =
  (count: (value: JsonValue) => number | null, sum: (value: JsonValue) => number | null): Operator["predicate"] =>
  (target, value, ctx) =>
    target.happened === null
      ? never
      : target.happened(sinceDays(ctx.now, numberOrNull(part(value, "days"))), count(value), sum(value));
const happened = happenedWith(
  (value) => numberOr(part(value, "count"), 1),
  () => null,
);

const quoted = (value: JsonValue): string => `“${String(value ?? "")}”`;
const listed = (value: JsonValue, name: (id: string) => string, word: string): string => {
  const names = strings(value).map(name);
  return names.length < 2 ? (names[0] ?? "nothing") : `${names.slice(0, -1).join(", ")} ${word} ${names.at(-1)}`;
};
const days = (value: JsonValue): string => `${String(value)} ${value === 1 ? "day" : "days"}`;
const within = (value: JsonValue): string => {
  const limit = numberOrNull(part(value, "days"));
  return limit === null ? "" : ` in the last ${days(limit)}`;
};
const times = (value: JsonValue): string => {
  const count = numberOr(part(value, "count"), 1);
  return count === 1 ? "" : ` at least ${count} times`;
};

/** Every operator of the audience builder, in the order the menu shows them. One row is all an operator needs. */
export const operators = {
  is: {
    label: "is",
    types: ["text"],
    operand: "text",
    schema: textSchema,
    predicate: equals,
    describe: (v) => `is ${quoted(v)}`,
  },
  "is-not": {
    label: "is not",
    types: ["text"],
    operand: "text",
    schema: textSchema,
    predicate: negate(equals),
    describe: (v) => `is not ${quoted(v)}`,
  },
  "one-of": {
    label: "is one of",
    types: ["text"],
    operand: "list",
    schema: listSchema,
    predicate: isOneOf,
    describe: (v) => `is ${listed(v, quoted, "or")}`,
  },
  "none-of": {
    label: "is none of",
    types: ["text"],
    operand: "list",
    schema: listSchema,
    predicate: negate(isOneOf),
    describe: (v) => `is not ${listed(v, quoted, "or")}`,
  },
  contains: {
    label: "contains",
    types: ["text"],
    operand: "text",
    schema: textSchema,
    predicate: contains,
    describe: (v) => `contains ${quoted(v)}`,
  },
  "contains-not": {
    label: "does not contain",
    types: ["text"],
    operand: "text",
    schema: textSchema,
    predicate: negate(contains),
    describe: (v) => `does not contain ${quoted(v)}`,
  },
  "starts-with": {
    label: "starts with",
    types: ["text"],
    operand: "text",
    schema: textSchema,
    predicate: compare("text", (v) => ({ op: "starts", value: text(v) })),
    describe: (v) => `starts with ${quoted(v)}`,
  },
  "ends-with": {
    label: "ends with",
    types: ["text"],
    operand: "text",
    schema: textSchema,
    predicate: compare("text", (v) => ({ op: "ends", value: text(v) })),
    describe: (v) => `ends with ${quoted(v)}`,
  },
  equals: {
    label: "=",
    types: ["number"],
    operand: "number",
    schema: numberSchema,
    predicate: sameNumber,
    describe: (v) => `is ${v}`,
  },
  differs: {
    label: "≠",
    types: ["number"],
    operand: "number",
    schema: numberSchema,
    predicate: negate(sameNumber),
    describe: (v) => `is not ${v}`,
  },
  "less-than": {
    label: "<",
    types: ["number"],
    operand: "number",
    schema: numberSchema,
    predicate: compare("number", (v) => ({ op: "lt", value: Number(v) })),
    describe: (v) => `is below ${v}`,
  },
  "at-most": {
    label: "≤",
    types: ["number"],
    operand: "number",
    schema: numberSchema,
    predicate: compare("number", (v) => ({ op: "lte", value: Number(v) })),
    describe: (v) => `is at most ${v}`,
  },
  "more-than": {
    label: ">",
    types: ["number"],
    operand: "number",
    schema: numberSchema,
    predicate: compare("number", (v) => ({ op: "gt", value: Number(v) })),
    describe: (v) => `is above ${v}`,
  },
  "at-least": {
    label: "≥",
    types: ["number"],
    operand: "number",
    schema: numberSchema,
    predicate: compare("number", (v) => ({ op: "gte", value: Number(v) })),
    describe: (v) => `is at least ${v}`,
  },
  between: {
    label: "is between",
    types: ["number"],
    operand: "range",
    schema: rangeSchema,
    predicate: both(
      compare("number", (v) => ({ op: "gte", value: Number(part(v, "from")) })),
      compare("number", (v) => ({ op: "lte", value: Number(part(v, "to")) })),
    ),
    describe: (v) => `is between ${part(v, "from")} and ${part(v, "to")}`,
  },
  on: {
    label: "is on",
    types: ["date"],
    operand: "date",
    schema: dateSchema,
    predicate: onDay("eq", given),
    describe: (v) => `is on ${v}`,
  },
  before: {
    label: "is before",
    types: ["date"],
    operand: "date",
    schema: dateSchema,
    predicate: onDay("lt", given),
    describe: (v) => `is before ${v}`,
  },
  after: {
    label: "is after",
    types: ["date"],
    operand: "date",
    schema: dateSchema,
    predicate: onDay("gt", given),
    describe: (v) => `is after ${v}`,
  },
  "last-days": {
    label: "is in the last … days",
    types: ["date"],
    operand: "days",
    schema: daysSchema,
    predicate: both(
      onDay("gte", (v, { today }) => shifted(today, -Number(v))),
      onDay("lte", (_, { today }) => today),
    ),
    describe: (v) => `is in the last ${days(v)}`,
  },
  "next-days": {
    label: "is in the next … days",
    types: ["date"],
    operand: "days",
    schema: daysSchema,
    predicate: both(
      onDay("gte", (_, { today }) => today),
      onDay("lte", (v, { today }) => shifted(today, Number(v))),
    ),
    describe: (v) => `is in the next ${days(v)}`,
  },
  "days-ago": {
    label: "is more than … days ago",
    types: ["date"],
    operand: "days",
    schema: daysSchema,
    predicate: onDay("lt", (v, { today }) => shifted(today, -Number(v))),
    describe: (v) => `is more than ${days(v)} ago`,
  },
  "days-ahead": {
    label: "is more than … days ahead",
    types: ["date"],
    operand: "days",
    schema: daysSchema,
    predicate: onDay("gt", (v, { today }) => shifted(today, Number(v))),
    describe: (v) => `is more than ${days(v)} ahead`,
  },
  anniversary: {
    label: "has its anniversary today",
    types: ["date"],
    operand: "none",
    schema: nothingSchema,
    predicate: compare("date", (_, { today }) => ({ op: "month-day", value: today.slice(5, 10) })),
    describe: () => "has its anniversary today",
  },
  yes: {
    label: "is yes",
    types: ["boolean"],
    operand: "none",
    schema: nothingSchema,
    predicate: flagged,
    describe: () => "is yes",
  },
  no: {
    label: "is no or not known",
    types: ["boolean"],
    operand: "none",
    schema: nothingSchema,
    predicate: negate(flagged),
    describe: () => "is not yes",
  },
  known: {
    label: "is known",
    types: ["text", "number", "date", "boolean"],
    operand: "none",
    schema: nothingSchema,
    predicate: compare("text", () => ({ op: "exists", value: true })),
    describe: () => "is known",
  },
  unknown: {
    label: "is not known",
    types: ["text", "number", "date", "boolean"],
    operand: "none",
    schema: nothingSchema,
    predicate: compare("text", () => ({ op: "exists", value: false })),
    describe: () => "is not known",
  },
  has: {
    label: "has any of",
    types: ["list"],
    operand: "list",
    schema: listSchema,
    predicate: anyOf,
    describe: (v, name) => listed(v, name, "or"),
  },
  "has-all": {
    label: "has all of",
    types: ["list"],
    operand: "list",
    schema: listSchema,
    predicate: (target, value) => ({
      p: "and",
      of: target.member === null ? [never] : strings(value).map(target.member),
    }),
    describe: (v, name) => listed(v, name, "and"),
  },
  "has-not": {
    label: "has none of",
    types: ["list"],
    operand: "list",
    schema: listSchema,
    predicate: negate(anyOf),
    describe: (v, name) => `not ${listed(v, name, "or")}`,
  },
  chosen: {
    label: "is",
    types: ["choice"],
    operand: "list",
    schema: listSchema,
    predicate: (target, value) => target.choice?.(strings(value)) ?? never,
    describe: (v, name) => `is ${listed(v, name, "or")}`,
  },
  "chosen-not": {
    label: "is not",
    types: ["choice"],
    operand: "list",
    schema: listSchema,
    predicate: negate((target, value) => target.choice?.(strings(value)) ?? never),
    describe: (v, name) => `is not ${listed(v, name, "or")}`,
  },
  happened: {
    label: "happened",
    types: ["happening"],
    operand: "count",
    schema: countSchema,
    predicate: happened,
    describe: (v) => `${times(v)}${within(v)}`.trim(),
  },
  "happened-not": {
    label: "did not happen",
    types: ["happening"],
    operand: "count",
    schema: countSchema,
    predicate: negate(happened),
    describe: (v) => `not${times(v)}${within(v)}`,
  },
  "sum-at-least": {
    label: "amounts to at least",
    types: ["spending"],
    operand: "sum",
    schema: sumSchema,
    predicate: happenedWith(
      () => null,
      (value) => numberOr(part(value, "sum"), 0),
    ),
    describe: (v) => `amounts to at least ${part(v, "sum")}${within(v)}`,
  },
} as const satisfies Record<string, Operator>;

export type OperatorId = keyof typeof operators;

const table: Readonly<Record<string, Operator>> = operators;

export const operatorIds = Object.keys(operators);

/** Null for a name that is no operator (a draft from elsewhere). */
export const operatorOf = (id: string): Operator | null => (Object.hasOwn(table, id) ? (table[id] ?? null) : null);

/** The operators of a value type, in menu order. */
export const operatorsFor = (type: ValueType): { id: string; operator: Operator }[] =>
  Object.entries(table)
    .filter(([, operator]) => operator.types.includes(type))
    .map(([id, operator]) => ({ id, operator }));
