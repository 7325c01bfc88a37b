import { listSchema, nothingSchema, textSchema } from "@/core/audience-operands";
import { compare, listed, negate, type Operator, quoted, strings, text } from "@/core/audience-operator";

const isOneOf = compare("text", (value) => ({
  op: "in",
  values: strings(value).map((one) => one.trim().toLowerCase()),
}));
const contains = compare("text", (value) => ({ op: "contains", value: text(value) }));
const equals = compare("text", (value) => ({ op: "eq", value: text(value) }));
const flagged = compare("boolean", () => ({ op: "eq", value: true }));

/** Text is compared folded to lower case and without space around it. */
export const textOperators = {
  is: {
    label: "is",
    types: ["text", "option"],
    operand: "text",
    schema: textSchema,
    predicate: equals,
    describe: (v) => `is ${quoted(v)}`,
  },
  "is-not": {
    label: "is not",
    types: ["text", "option"],
    operand: "text",
    schema: textSchema,
    predicate: negate(equals),
    describe: (v) => `is not ${quoted(v)}`,
  },
  "one-of": {
    label: "is one of",
    types: ["text", "option"],
    operand: "list",
    schema: listSchema,
    predicate: isOneOf,
    describe: (v) => `is ${listed(v, quoted, "or")}`,
  },
  "none-of": {
    label: "is none of",
    types: ["text", "option"],
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
} as const satisfies Record<string, Operator>;

export const presenceOperators = {
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
    types: ["text", "number", "date", "boolean", "option"],
    operand: "none",
    schema: nothingSchema,
    predicate: compare("text", () => ({ op: "exists", value: true })),
    describe: () => "is known",
  },
  unknown: {
    label: "is not known",
    types: ["text", "number", "date", "boolean", "option"],
    operand: "none",
    schema: nothingSchema,
    predicate: compare("text", () => ({ op: "exists", value: false })),
    describe: () => "is not known",
  },
} as const satisfies Record<string, Operator>;
