import { z } from "zod";
import { type CapRule, capRuleSchema } from "@/core/attention/rule";
import { InvalidError, toFieldProblems } from "@/server/services/errors";

/** A rule as it is edited: id and version are ours. Checked as a whole by core. */
export const ruleFields = z.looseObject({ name: z.string().trim() });

/** The whole rule. @throws InvalidError with paths below `rule` */
export function toRule(fields: Record<string, unknown>, id: string, version: number): CapRule {
  const parsed = capRuleSchema.safeParse({ ...fields, id, version });
  if (parsed.success) return parsed.data;
  const problems = toFieldProblems(parsed.error).map(({ path, message }) => ({ path: `rule.${path}`, message }));
  throw new InvalidError("The rule is not complete", problems, { cause: parsed.error });
}
