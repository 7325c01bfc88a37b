import type { z } from "zod";

const inWords = (limit: number | bigint): string => limit.toLocaleString("en");

/**
 * What is wrong with a field, for whoever fills it in, where its schema has no words of its own; zod's are for programmers.
 * Undefined: zod's own. For `error` of a parse, or `customError` of all.
 */
export function sayIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return sayType(issue.expected, issue.input);
    case "invalid_value":
      return issue.values.length > 1 ? `Choose one of ${issue.values.map(String).join(", ")}` : undefined;
    case "invalid_format":
      if (issue.format === "email") return "This is not an e-mail address";
      return issue.format === "url" ? "This is not a web address" : "This does not have the right form";
    case "too_big": {
      const most = inWords(issue.maximum);
      if (issue.origin === "string") return `At most ${most} characters`;
      return issue.inclusive === false ? `Less than ${most}` : `At most ${most}`;
    }
    case "too_small": {
      const least = inWords(issue.minimum);
      if (issue.origin === "string") return issue.minimum === 1 ? "This is missing" : `At least ${least} characters`;
      return issue.inclusive === false ? `More than ${least}` : `At least ${least}`;
    }
    default:
      return undefined;
  }
}

function sayType(expected: string, input: unknown): string | undefined {
  if (input === undefined || input === null) return "This is missing";
  if (expected === "int" && Number.isFinite(input)) return "Give a whole number";
  if (expected === "number" || expected === "int") return "Give a number";
  return expected === "date" ? "Give a date" : undefined;
}
