import { z } from "zod";
import { checkCondition, conditionSchema, describeCondition, everybody, isEverybody } from "@/core/audience";
import { because } from "@/core/because";
import { goneInCondition, goneInFilter } from "@/core/gone";
import { conditionNow, firstSignal } from "@/core/interrupt";
import type { Names } from "@/core/names";
import {
  type CheckContext,
  defineNodeType,
  type Interrupt,
  type InterruptContext,
  type NodeContext,
  type NodeStep,
} from "@/core/node-type";
import type { Problem } from "@/core/problem";
import { anySignal, describeSignal, signalFilterSchema } from "@/core/signal-filter";
import { happenedAt } from "@/core/wait-outcome";

export const goalSchema = z.object({
  title: z.string().trim().max(120),
  by: z.enum(["signal", "condition"]),
  filter: signalFilterSchema,
  scope: z.enum(["sequence", "anywhere"]),
  when: conditionSchema,
});
export type GoalConfig = z.infer<typeof goalSchema>;

function metBy(config: GoalConfig, goalId: string, ctx: InterruptContext): ReturnType<Interrupt["met"]> {
  // Reached once; after the jump the person is behind it.
  if ((ctx.enrollment.visits[goalId] ?? 0) > 0) return null;
  if (config.by === "signal") {
    const signal = firstSignal(config.filter, config.scope, ctx);
    if (signal === null) return null;
    return { at: happenedAt(signal), because: because("goal-met", { goalId, signalId: signal.id, facts: {} }) };
  }
  if (isEverybody(config.when)) return null;
  const held = conditionNow(config.when, ctx);
  return held === null
    ? null
    : { at: held.at, because: because("goal-met", { goalId, signalId: null, facts: held.facts }) };
}

/** By a line: the way ends here; met or not is said. */
function look(ctx: NodeContext<GoalConfig>): NodeStep {
  const before = { ...ctx.enrollment, visits: { ...ctx.enrollment.visits, [ctx.node.id]: 0 } };
  const met = metBy(ctx.config, ctx.node.id, { enrollment: before, world: ctx.world, drawn: new Set() });
  if (met !== null && ctx.node.next.next !== undefined) return { go: "next", because: met.because };
  return met === null
    ? { finish: "reached-end", because: because("reached-end", {}) }
    : { finish: "goal", because: met.because };
}

function checkMet(config: GoalConfig, ctx: CheckContext): Problem[] {
  const problem = (path: string, code: string, message: string): Problem => ({
    nodeId: ctx.node.id,
    path,
    code,
    message,
    rank: "must",
  });
  if (config.by === "signal") {
    if (config.filter.signal === "event" && config.filter.name === "")
      return [problem("filter.name", "event-name", "Name the event that reaches the goal")];
    return goneInFilter(config.filter, ctx).map((found) => problem(`filter.${found.path}`, found.code, found.message));
  }
  if (isEverybody(config.when)) return [problem("when", "condition-empty", "Say when the goal is reached")];
  return [
    ...checkCondition(config.when).map((found) => problem(`when.${found.path}`, "condition", found.message)),
    ...goneInCondition(config.when, ctx).map((found) => problem(`when.${found.path}`, found.code, found.message)),
  ];
}

/** Between two steps a goal lets through only whoever has reached it: seldom what was meant. */
function checkLine({ graph, node }: CheckContext): Problem[] {
  const goesOn = node.next.next !== undefined;
  if (!goesOn || !Object.values(graph.nodes).some(({ next }) => Object.values(next).includes(node.id))) return [];
  const message =
    "Who comes here by the line and has not reached the goal leaves. Lead the line past it to let them go on";
  return [{ nodeId: node.id, code: "goal-on-line", message, rank: "look" }];
}

const wordsFor = (config: GoalConfig, names: Names): string =>
  config.by === "signal" ? describeSignal(config.filter, names) : describeCondition(config.when, names);

export const goalNode = defineNodeType({
  kind: "goal",
  title: "Goal",
  hint: "Reached from anywhere in the sequence",
  key: "G",
  tone: "pine",
  icon: "flag",
  shape: "pill",
  schema: goalSchema,
  defaults: (): GoalConfig => ({
    title: "",
    by: "signal",
    filter: anySignal("purchase"),
    scope: "anywhere",
    when: everybody,
  }),
  fields: [
    { path: "title", label: "Name", control: "text", tab: "Goal", placeholder: "Bought" },
    {
      path: "by",
      label: "Reached when",
      control: "select",
      tab: "Goal",
      options: [
        { value: "signal", label: "the person does something" },
        { value: "condition", label: "something is true of the person" },
      ],
    },
    {
      path: "filter",
      label: "What they do",
      control: "signal",
      tab: "Goal",
      visibleWhen: { path: "by", in: ["signal"] },
    },
    {
      path: "scope",
      label: "Where",
      control: "select",
      tab: "Goal",
      visibleWhen: { path: "by", in: ["signal"] },
      options: [
        { value: "anywhere", label: "anywhere" },
        { value: "sequence", label: "in answer to this sequence" },
      ],
    },
    {
      path: "when",
      label: "What is true",
      control: "condition",
      tab: "Goal",
      visibleWhen: { path: "by", in: ["condition"] },
    },
  ],
  outlets: () => [{ id: "next", label: "then", required: false, optional: true }],
  cardTitle: (config) => config.title.trim() || null,
  summary: (config, names) => {
    const words = wordsFor(config, names);
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}, checked at every step`;
  },
  check: (config, ctx) => [...checkMet(config, ctx), ...checkLine(ctx)],
  enter: look,
  resume: look,
  floating: true,
  reachedBy: (config) => (config.by === "signal" ? { filter: config.filter, touch: "", count: 1 } : null),
  interrupts: (config, node) => [
    {
      endReason: "goal",
      goalId: node.id,
      jump: { nodeId: node.id, outlet: "next" },
      met: (ctx) => metBy(config, node.id, ctx),
    },
  ],
});
