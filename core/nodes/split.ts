import { z } from "zod";
import { because } from "@/core/because";
import { defineNodeType, type NodeContext, type NodeStep } from "@/core/node-type";
import type { Problem } from "@/core/problem";
import { stableFraction } from "@/core/stable-hash";

export const splitArmSchema = z.object({
  id: z.string().min(1).max(64),
  label: z.string().max(80),
  weight: z.int("Give a whole number").min(0, "Not below 0").max(1_000, "At most 1,000"),
});
export type SplitArm = z.infer<typeof splitArmSchema>;

export const splitSchema = z.object({
  arms: z.array(splitArmSchema).min(2, "A split needs two ways").max(20, "At most 20 ways"),
});
export type SplitConfig = z.infer<typeof splitSchema>;

const total = (config: SplitConfig): number => config.arms.reduce((sum, arm) => sum + arm.weight, 0);
const percent = (arm: SplitArm, config: SplitConfig): number =>
  Math.round((arm.weight / Math.max(total(config), 1)) * 100);
const labelOf = (arm: SplitArm, config: SplitConfig): string =>
  `${arm.label.trim() === "" ? arm.id : arm.label} ${percent(arm, config)} %`;

/** The arm given before, else one by a hash of enrollment and node: the same on every replay, independent of other splits. */
function armOf(ctx: NodeContext<SplitConfig>): SplitArm | undefined {
  const kept = ctx.enrollment.arms[ctx.node.id];
  const same = ctx.config.arms.find((arm) => arm.id === kept);
  if (same !== undefined) return same;
  let left = stableFraction(`${ctx.enrollment.id}/${ctx.node.id}`) * total(ctx.config);
  for (const arm of ctx.config.arms) {
    left -= arm.weight;
    if (left < 0) return arm;
  }
  return ctx.config.arms.at(-1);
}

function decide(ctx: NodeContext<SplitConfig>): NodeStep {
  const arm = armOf(ctx);
  if (arm === undefined)
    return {
      finish: "broken",
      because: because("step-broken", { nodeId: ctx.node.id, problem: "A split needs two ways" }),
    };
  return {
    go: arm.id,
    arm: arm.id,
    because: because("split", { arm: arm.id, label: arm.label, percent: percent(arm, ctx.config) }),
  };
}

export const splitNode = defineNodeType({
  kind: "split",
  title: "Split",
  hint: "Send shares of people different ways",
  key: "S",
  tone: "iris",
  icon: "fork",
  shape: "card",
  schema: splitSchema,
  defaults: (): SplitConfig => ({
    arms: [
      { id: "a", label: "A", weight: 50 },
      { id: "b", label: "B", weight: 50 },
    ],
  }),
  fields: [
    { path: "arms", label: "Shares", hint: "Who goes where is fixed per person", control: "weights", tab: "Split" },
  ],
  outlets: (config) => config.arms.map((arm) => ({ id: arm.id, label: labelOf(arm, config), required: false })),
  summary: (config) => `Split: ${config.arms.map((arm) => labelOf(arm, config)).join(", ")}`,
  check: (config, ctx) => {
    const problem = (path: string, code: string, message: string): Problem => ({
      nodeId: ctx.node.id,
      path,
      code,
      message,
      rank: "must",
    });
    if (total(config) === 0) return [problem("arms", "split-zero", "Give at least one way a share")];
    return config.arms.flatMap((arm, index) =>
      config.arms.findIndex((one) => one.id === arm.id) !== index || arm.id === "done"
        ? [problem(`arms.${index}.id`, "arm-twice", "Take out this way and add it again")]
        : [],
    );
  },
  enter: decide,
  resume: decide,
  force: (config, outlet) => ({ arms: config.arms.map((arm) => ({ ...arm, weight: arm.id === outlet ? 1 : 0 })) }),
  foresee: (ctx, at) => {
    const arm = armOf(ctx);
    return arm === undefined ? null : { outlet: arm.id, at };
  },
});
