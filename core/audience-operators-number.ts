import { dateSchema, daysSchema, nothingSchema, numberSchema, rangeSchema } from "@/core/audience-operands";
import { both, compare, days, negate, type Operator, type OperatorContext, part } from "@/core/audience-operator";
import type { JsonValue } from "@/core/json";
import { toCivilDay, toIsoDate } from "@/core/schedule-zone";

const sameNumber = compare("number", (value) => ({ op: "eq", value: Number(value) }));
const shifted = (today: string, by: number): string => toIsoDate(toCivilDay(today) + by);
const onDay = (op: "eq" | "lt" | "lte" | "gt" | "gte", day: (value: JsonValue, ctx: OperatorContext) => string) =>
  compare("date", (value, ctx) => ({ op, value: day(value, ctx) }));
const given = (value: JsonValue) => String(value).slice(0, 10);

export const numberOperators = {
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
} as const satisfies Record<string, Operator>;

/** Civil days: what counts is the date, not the hour. */
export const dateOperators = {
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
} as const satisfies Record<string, Operator>;
