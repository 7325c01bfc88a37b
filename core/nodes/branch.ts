import { z } from "zod";
import {
  checkCondition,
  conditionSchema,
  describeCondition,
  evaluateCondition,
  everybody,
  factsRead,
  nobody,
} from "@/core/audience";
import { because } from "@/core/because";
import { goneInCondition } from "@/core/gone";
import { laterNames, type Names, unnamed } from "@/core/names";
import { defineNodeType, type NodeContext, type NodeStep } from "@/core/node-type";
import type { Problem } from "@/core/problem";

export const branchArmSchema = z.object({
  id: z.string().min(1).max(64),
  label: z.string().max(80),
  when: conditionSchema,
});
export type BranchArm = z.infer<typeof branchArmSchema>;

export const branchSchema = z.object({
  arms: z.array(branchArmSchema).min(1, "Add a condition").max(20, "At most 20 conditions"),
});
export type BranchConfig = z.infer<typeof branchSchema>;

/** The first arm that holds, from top to bottom; no match is an outcome of its own. */
function decide(ctx: NodeContext<BranchConfig>): NodeStep {
  const { world, enrollment, config } = ctx;
  const facts = { contact: world.contact, signals: world.signals, entry: enrollment.entry };
  const arm = config.arms.find((one) => evaluateCondition(one.when, facts, world.now, world.zone));
  const read = Object.assign({}, ...config.arms.map((one) => factsRead(one.when, facts, world.now, world.zone)));
  if (arm === undefined) return { go: "else", because: because("no-match", { facts: read }) };
  return { go: arm.id, because: because("matched", { arm: arm.id, label: labelOf(arm, laterNames), facts: read }) };
}

const labelOf = (arm: BranchArm, names: Names): string =>
  arm.label.trim() === "" ? describeCondition(arm.when, names) : arm.label;

export const branchNode = defineNodeType({
  kind: "branch",
  title: "Branch",
  hint: "Go on by what is known about the person",
  key: "B",
  tone: "iris",
  icon: "fork",
  shape: "card",
  schema: branchSchema,
  defaults: (): BranchConfig => ({ arms: [{ id: "yes", label: "Yes", when: everybody }] }),
  fields: [
    {
      path: "arms",
      label: "Go this way if",
      hint: "From top to bottom; the first that holds",
      control: "branches",
      tab: "Conditions",
    },
  ],
  outlets: (config, names = unnamed) => [
    ...config.arms.map((arm) => ({ id: arm.id, label: labelOf(arm, names), required: false })),
    { id: "else", label: "everybody else", required: true },
  ],
  summary: (config, names) =>
    config.arms
      .map((arm) =>
        arm.when.type !== "test" && arm.when.of.length === 0
          ? "If … still to choose"
          : `If ${describeCondition(arm.when, names)}`,
      )
      .join("; else "),
  check: (config, ctx) =>
    config.arms.flatMap((arm, index): Problem[] => {
      const problem = (path: string, code: string, message: string): Problem => ({
        nodeId: ctx.node.id,
        path: `arms.${index}.${path}`,
        code,
        message,
        rank: "must",
      });
      const twice =
        config.arms.findIndex((one) => one.id === arm.id) !== index || arm.id === "else" || arm.id === "done";
      if (twice) return [problem("id", "arm-twice", "Take out this way and add it again")];
      if (arm.when.type !== "test" && arm.when.of.length === 0)
        return [problem("when", "condition-empty", "Say who goes this way")];
      return [
        ...checkCondition(arm.when).map((found) => problem(`when.${found.path}`, "condition", found.message)),
        ...goneInCondition(arm.when, ctx).map((found) => problem(`when.${found.path}`, found.code, found.message)),
      ];
    }),
  enter: decide,
  resume: decide,
  decides: true,
  force: (config, outlet) => ({
    arms: config.arms.map((arm) => ({ ...arm, when: arm.id === outlet ? everybody : nobody })),
  }),
});
