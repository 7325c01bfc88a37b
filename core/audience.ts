import "@/core/zod-words";
import { z } from "zod";
import type { Operator, OperatorContext } from "@/core/audience-operator";
import { operatorOf } from "@/core/audience-operators";
import { type ConditionFacts, holds, type Predicate } from "@/core/audience-predicate";
import { subjectKindOf, subjectSchema } from "@/core/audience-subjects";
import type { EpochMs } from "@/core/instant";
import type { JsonObject, JsonValue } from "@/core/json";
import { laterNames, type Names } from "@/core/names";
import { toIsoDate, zoneCalendar } from "@/core/schedule-zone";

/** One comparison. `op` names a row of core/audience-operators.ts. */
export const conditionTestSchema = z.object({
  type: z.literal("test"),
  subject: subjectSchema,
  op: z.string().min(1).max(40),
  value: z.json() as z.ZodType<JsonValue>, // the same values, by our name
});
export type ConditionTest = z.infer<typeof conditionTestSchema>;

export interface ConditionGroup {
  readonly type: "all" | "any" | "none";
  readonly of: readonly Condition[];
}

/** Who is meant. An empty `all` is everybody. JSON; stored with segments, broadcasts, triggers and branches. */
export type Condition = ConditionTest | ConditionGroup;

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    conditionTestSchema,
    z.object({ type: z.enum(["all", "any", "none"]), of: z.array(conditionSchema).max(100) }),
  ]),
);

export const everybody: Condition = { type: "all", of: [] };

export const nobody: Condition = { type: "any", of: [] };

export const isEverybody = (condition: Condition): boolean => condition.type === "all" && condition.of.length === 0;

/** The neutral tree of a condition at an instant; `zone` decides what "today" is. A test that cannot be read holds for nobody. */
export function toPredicate(condition: Condition, now: EpochMs, zone: string): Predicate {
  return build(condition, { now, today: toIsoDate(zoneCalendar(zone).dayOf(now)) });
}

function build(condition: Condition, ctx: OperatorContext): Predicate {
  switch (condition.type) {
    case "all":
      return { p: "and", of: condition.of.map((part) => build(part, ctx)) };
    case "any":
      return { p: "or", of: condition.of.map((part) => build(part, ctx)) };
    case "none":
      return { p: "not", of: { p: "or", of: condition.of.map((part) => build(part, ctx)) } };
    case "test": {
      const operator = readableOperator(condition);
      if (operator === null) return { p: "or", of: [] };
      return operator.predicate(subjectKindOf(condition.subject).target, condition.value, ctx);
    }
  }
}

const readable = new WeakMap<ConditionTest, Operator | null>();

/** The operator of a test that is complete, else null. Remembered: published conditions are asked again and again. */
function readableOperator(test: ConditionTest): Operator | null {
  const known = readable.get(test);
  if (known !== undefined) return known;
  const subject = subjectKindOf(test.subject);
  const operator = operatorOf(test.op);
  const fits =
    subject.missing === null && operator?.types.includes(subject.type) && operator.schema.safeParse(test.value).success;
  const found = operator !== null && fits ? operator : null;
  readable.set(test, found);
  return found;
}

/** Whether the condition holds for these facts at this instant, in the person's zone. */
export function evaluateCondition(condition: Condition, facts: ConditionFacts, now: EpochMs, zone: string): boolean {
  return isEverybody(condition) || holds(toPredicate(condition, now, zone), facts);
}

/** What is unfinished about a condition, with the place of it ("of.0.value"). Empty: it can be used. */
export function checkCondition(condition: Condition, path = ""): { path: string; message: string }[] {
  const at = (key: string) => (path === "" ? key : `${path}.${key}`);
  if (condition.type !== "test") return condition.of.flatMap((part, index) => checkCondition(part, at(`of.${index}`)));
  const subject = subjectKindOf(condition.subject);
  if (subject.missing !== null) return [{ path: at("subject"), message: subject.missing }];
  const operator = operatorOf(condition.op);
  if (!operator?.types.includes(subject.type)) return [{ path: at("op"), message: "Choose how to compare" }];
  const parsed = operator.schema.safeParse(condition.value);
  return parsed.success
    ? []
    : [{ path: at("value"), message: parsed.error.issues[0]?.message ?? "Say what to compare with" }];
}

/** The condition as a sentence part: "country is “Spain” and not (tagged vip)". */
export function describeCondition(condition: Condition, names: Names): string {
  if (condition.type === "test") return describeTest(condition, names);
  if (condition.of.length === 0) return condition.type === "any" ? "nobody" : "everybody";
  const joined = condition.of
    .map((part) =>
      part.type === "test" || condition.of.length === 1
        ? describeCondition(part, names)
        : `(${describeCondition(part, names)})`,
    )
    .join(condition.type === "all" ? " and " : " or ");
  return condition.type === "none" ? `not (${joined})` : joined;
}

function describeTest(test: ConditionTest, names: Names): string {
  const subject = subjectKindOf(test.subject);
  const operator = operatorOf(test.op);
  if (operator === null || subject.missing !== null) return "something still to choose";
  return `${subject.describe(names)} ${operator.describe(test.value, (id) => subject.valueName(id, names))}`.trim();
}

/** The values the tests of a condition read, to freeze with a decision: `{ "country": "ES", "tags": ["vip"] }`. */
export function factsRead(condition: Condition, facts: ConditionFacts, now: EpochMs, zone: string): JsonObject {
  const read: Record<string, JsonValue> = {};
  const visit = (part: Condition): void => {
    if (part.type !== "test") {
      for (const inner of part.of) visit(inner);
      return;
    }
    const { subject } = part;
    if (subject.on === "attribute") read[subject.key] = facts.contact.attributes[subject.key] ?? null;
    else if (subject.on === "tags") read.tags = facts.contact.tags;
    else if (subject.on === "segments") read.segments = facts.contact.segments;
    else read[describeTest(part, laterNames)] = holds(toPredicate(part, now, zone), facts);
  };
  visit(condition);
  return read;
}
