import { z } from "zod";

// What zod says of its own accord, in words for whoever filled in a form or calls the API. Whoever imports this has it said
// so everywhere; what a schema says itself stands.

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const TYPES: Readonly<Record<string, string>> = {
  string: "Give a text",
  number: "Give a number",
  int: "Give a whole number",
  boolean: "Give true or false",
  array: "Give a list",
  object: "Give an object",
  record: "Give an object",
  date: "Give a date",
};

const FORMATS: Readonly<Record<string, string>> = {
  email: "This is not an e-mail address",
  url: "This is not a web address",
  datetime: "Give a date and time with offset, 2026-05-01T10:00:00Z",
  date: "Give a date, 2026-05-01",
};

const count = (n: number | bigint, one: string): string =>
  `${n.toLocaleString("en")} ${one}${Number(n) === 1 ? "" : "s"}`;

function sizeOf(n: number | bigint, origin: string): string {
  if (origin === "string") return count(n, "character");
  return origin === "array" || origin === "set"
    ? count(n, "entry").replace("entrys", "entries")
    : n.toLocaleString("en");
}

/** One issue in plain words; undefined leaves it to zod. */
export function sayIssue(issue: Issue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined || issue.input === null) return "This is missing";
      return TYPES[issue.expected];
    case "too_big":
      return `${issue.inclusive === false ? "Less than" : "At most"} ${sizeOf(issue.maximum, issue.origin)}`;
    case "too_small":
      if (issue.origin === "string" && issue.minimum === 1) return "This is missing";
      return `${issue.inclusive === false ? "More than" : "At least"} ${sizeOf(issue.minimum, issue.origin)}`;
    case "invalid_value":
      return `${issue.values.length === 1 ? "Only" : "One of"} ${issue.values.map(String).join(", ")}`;
    case "invalid_format":
      return FORMATS[issue.format] ?? "This does not have the right form";
    case "unrecognized_keys":
      return "There is no such field";
    case "invalid_union":
      if (issue.input === undefined || issue.input === null) return "This is missing";
      return undefined;
    default:
      return undefined;
  }
}

z.config({ customError: sayIssue });
