import { countSchema, listSchema, sumSchema } from "@/core/audience-operands";
import {
  listed,
  negate,
  never,
  numberOr,
  numberOrNull,
  type Operator,
  part,
  strings,
  times,
  within,
} from "@/core/audience-operator";
import { sinceDays } from "@/core/audience-predicate";
import type { JsonValue } from "@/core/json";

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

/** Over what the person belongs to, has chosen and has done. */
export const factOperators = {
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
