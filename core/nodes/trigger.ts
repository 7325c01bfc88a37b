import { z } from "zod";
import { NEVER_REPEAT_MS } from "@/core/attention/repeat";
import { checkCondition, conditionSchema, describeCondition, everybody, isEverybody } from "@/core/audience";
import { because } from "@/core/because";
import { describeMinute } from "@/core/duration";
import { exitRuleSchema, toInterrupt } from "@/core/exit-rule";
import { goneInCondition, goneInFilter } from "@/core/gone";
import { DAY_MS } from "@/core/instant";
import type { Names } from "@/core/names";
import { type CheckContext, defineNodeType, type NodeContext, type NodeStep } from "@/core/node-type";
import type { Problem } from "@/core/problem";
import { propertyTestSchema } from "@/core/signal-filter";

const refSchema = z.string().max(200);
const whereSchema = z.array(propertyTestSchema).max(20);

/** What lets people in. By hand, CSV and API work beside every other kind. */
export const entranceSchema = z.discriminatedUnion("by", [
  z.object({ by: z.literal("hand") }),
  z.object({ by: z.literal("event"), name: refSchema, where: whereSchema }),
  z.object({ by: z.literal("purchase"), productId: refSchema, where: whereSchema }),
  z.object({ by: z.literal("segment"), segmentId: refSchema }),
  z.object({ by: z.literal("tag"), tag: refSchema }),
  z.object({ by: z.literal("form"), formId: refSchema }),
  z.object({
    by: z.literal("date"),
    attribute: refSchema,
    /** Days after the date, negative: before. */
    offsetDays: z.int().min(-3_650).max(3_650),
    /** Minutes from local midnight in the person's zone. */
    minute: z.int().min(0).max(1_439),
    /** Every year on that day. */
    yearly: z.boolean(),
  }),
]);
export type Entrance = z.infer<typeof entranceSchema>;

/** What each way in is called where one chooses between them. */
export const entranceNames: Readonly<Record<Entrance["by"], string>> = {
  hand: "By hand, CSV or API only",
  event: "When they do something",
  purchase: "When they buy",
  segment: "When they enter a segment",
  tag: "When a tag is added",
  form: "When they fill in a form",
  date: "On a date of theirs",
};

export const reentrySchema = z.discriminatedUnion("mode", [
  z.object({ mode: z.literal("never") }),
  z.object({ mode: z.literal("after-exit"), days: z.int("Give whole days").min(0).max(3_650) }),
  z.object({ mode: z.literal("after-entry"), days: z.int("Give whole days").min(0).max(3_650) }),
  /** Once per cart, order, renewal …: `keyPath` into the event's data. */
  z.object({ mode: z.literal("once-per-key") }),
]);
export type Reentry = z.infer<typeof reentrySchema>;

export const triggerSchema = z.object({
  entrance: entranceSchema,
  /** Who may enter; an empty `all` is everybody. */
  condition: conditionSchema,
  reentry: reentrySchema,
  /** Dotted path of the correlation key in the event's data ("cart_id"); empty: none. */
  keyPath: z.string().max(200),
  exits: z.array(exitRuleSchema).max(20, "At most 20 exit rules"),
});
export type TriggerConfig = z.infer<typeof triggerSchema>;

const enter = (ctx: NodeContext<TriggerConfig>): NodeStep => ({
  go: "next",
  because: because("entered", { by: ctx.enrollment.entry.by, signalId: ctx.enrollment.entry.signalId }),
});

function describeEntrance(entrance: Entrance, names: Names): string {
  switch (entrance.by) {
    case "hand":
      return "Enters by hand, import or API";
    case "event":
      return entrance.name === "" ? "Enters on an event still to name" : `Enters on ${entrance.name}`;
    case "purchase":
      return `Enters on buying ${entrance.productId === "" ? "anything" : (names("product", entrance.productId) ?? "a deleted product")}`;
    case "segment":
      return `Enters segment ${entrance.segmentId === "" ? "still to choose" : (names("segment", entrance.segmentId) ?? "that was deleted")}`;
    case "tag":
      return entrance.tag === "" ? "Enters on a tag still to choose" : `Enters when tagged “${entrance.tag}”`;
    case "form":
      return entrance.formId === ""
        ? "Enters on a form still to choose"
        : `Enters on form ${names("form", entrance.formId) ?? entrance.formId}`;
    case "date": {
      const days = Math.abs(entrance.offsetDays);
      const when =
        entrance.offsetDays === 0
          ? "on"
          : `${days} ${days === 1 ? "day" : "days"} ${entrance.offsetDays < 0 ? "before" : "after"}`;
      const field =
        entrance.attribute === ""
          ? "a date still to choose"
          : (names("attribute", entrance.attribute) ?? entrance.attribute.replaceAll("_", " "));
      return `Enters ${when} ${field}${entrance.yearly ? ", every year" : ""}, ${describeMinute(entrance.minute)}`;
    }
  }
}

const refs: {
  readonly [K in Entrance["by"]]: (
    entrance: Extract<Entrance, { by: K }>,
  ) => { path: string; value: string; message: string } | null;
} = {
  hand: () => null,
  event: (e) => ({ path: "name", value: e.name, message: "Name the event that lets people in" }),
  purchase: () => null,
  segment: (e) => ({ path: "segmentId", value: e.segmentId, message: "Choose the segment that lets people in" }),
  tag: (e) => ({ path: "tag", value: e.tag, message: "Name the tag that lets people in" }),
  form: (e) => ({ path: "formId", value: e.formId, message: "Choose the form that lets people in" }),
  date: (e) => ({ path: "attribute", value: e.attribute, message: "Choose the date that lets people in" }),
};

function check(config: TriggerConfig, ctx: CheckContext): Problem[] {
  const problem = (path: string, code: string, message: string): Problem => ({
    nodeId: ctx.node.id,
    path,
    code,
    message,
    rank: "must",
  });
  const problems: Problem[] = [];
  // A mapped table ties row and union member; looking it up by the union loses that.
  const ref = (
    refs[config.entrance.by] as (entrance: Entrance) => { path: string; value: string; message: string } | null
  )(config.entrance);
  if (ref !== null && ref.value.trim() === "")
    problems.push(problem(`entrance.${ref.path}`, "entrance-empty", ref.message));
  const { has } = ctx.lookup;
  if (
    has &&
    config.entrance.by === "segment" &&
    config.entrance.segmentId !== "" &&
    !has("segment", config.entrance.segmentId)
  ) {
    problems.push(problem("entrance.segmentId", "segment-gone", "Choose another segment: this one no longer exists"));
  }
  if (
    has &&
    config.entrance.by === "purchase" &&
    config.entrance.productId !== "" &&
    !has("product", config.entrance.productId)
  ) {
    problems.push(problem("entrance.productId", "product-gone", "Choose another product: this one no longer exists"));
  }
  if (config.reentry.mode === "once-per-key" && config.keyPath.trim() === "") {
    problems.push(problem("keyPath", "key-empty", "Name the property that tells one cart or order from another"));
  }
  problems.push(
    ...checkCondition(config.condition).map((found) => problem(`condition.${found.path}`, "condition", found.message)),
    ...goneInCondition(config.condition, ctx).map((found) =>
      problem(`condition.${found.path}`, found.code, found.message),
    ),
  );
  config.exits.forEach((exit, index) => {
    const path = `exits.${index}`;
    if (exit.by === "signal" && exit.filter.signal === "event" && exit.filter.name === "") {
      problems.push(problem(`${path}.filter.name`, "event-name", "Name the event that ends the sequence"));
    }
    if (exit.by === "signal") {
      for (const gone of goneInFilter(exit.filter, ctx))
        problems.push(problem(`${path}.filter.${gone.path}`, gone.code, gone.message));
    }
    if (exit.by !== "condition") return;
    if (isEverybody(exit.when))
      problems.push(problem(`${path}.when`, "condition-empty", "Say when people leave: this would take everybody out"));
    problems.push(
      ...checkCondition(exit.when).map((found) => problem(`${path}.when.${found.path}`, "condition", found.message)),
      ...goneInCondition(exit.when, ctx).map((found) =>
        problem(`${path}.when.${found.path}`, found.code, found.message),
      ),
    );
  });
  return problems;
}

export const triggerNode = defineNodeType({
  kind: "trigger",
  title: "Entry",
  hint: "What lets people in",
  key: null,
  tone: "ink",
  icon: "enter",
  shape: "card",
  schema: triggerSchema,
  defaults: (): TriggerConfig => ({
    entrance: { by: "hand" },
    condition: everybody,
    reentry: { mode: "never" },
    keyPath: "",
    exits: [],
  }),
  fields: [
    { path: "entrance", label: "Who enters", control: "entrance", tab: "Entry" },
    { path: "condition", label: "Only people who", control: "condition", tab: "Entry" },
    { path: "reentry", label: "Entering again", control: "reentry", tab: "Entry" },
    {
      path: "keyPath",
      label: "Told apart by",
      hint: "A property of the event, such as cart_id",
      control: "text",
      tab: "Entry",
    },
    {
      path: "exits",
      label: "Leaves at once when",
      hint: "From any step, also while waiting",
      control: "exits",
      tab: "Exits",
    },
  ],
  outlets: () => [{ id: "next", label: "then", required: true }],
  summary: (config, names) =>
    isEverybody(config.condition)
      ? describeEntrance(config.entrance, names)
      : `${describeEntrance(config.entrance, names)}, if ${describeCondition(config.condition, names)}`,
  check,
  enter,
  resume: enter,
  entry: true,
  reenters: ({ reentry }) =>
    reentry.mode !== "never" && (reentry.mode === "once-per-key" || reentry.days * DAY_MS < NEVER_REPEAT_MS),
  keyPath: (config) => config.keyPath,
  foresee: (_, at) => ({ outlet: "next", at }),
  interrupts: (config) => config.exits.map(toInterrupt),
});
