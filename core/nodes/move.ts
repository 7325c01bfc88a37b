import { z } from "zod";
import { because } from "@/core/because";
import { defineNodeType, type NodeContext, type NodeStep } from "@/core/node-type";
import { doOnce } from "@/core/nodes/do-once";

export const moveSchema = z.object({
  sequenceId: z.string().min(1, "Choose the sequence").max(64),
  /** Leave this sequence; otherwise both go on. */
  thenLeave: z.boolean(),
});
export type MoveConfig = z.infer<typeof moveSchema>;

function look(ctx: NodeContext<MoveConfig>): NodeStep {
  const step = doOnce(ctx, { do: "move", sequenceId: ctx.config.sequenceId, thenLeave: ctx.config.thenLeave });
  if ("go" in step && ctx.config.thenLeave) {
    return { finish: "left-here", because: because("left-here", { reason: "moved to another sequence" }) };
  }
  return step;
}

export const moveNode = defineNodeType({
  kind: "move",
  title: "Enroll in a sequence",
  hint: "Go on in another sequence",
  key: "M",
  tone: "slate",
  icon: "enter",
  shape: "card",
  schema: moveSchema,
  defaults: (): MoveConfig => ({ sequenceId: "", thenLeave: true }),
  fields: [
    { path: "sequenceId", label: "Sequence", control: "sequence", tab: "Move" },
    { path: "thenLeave", label: "Leave this sequence", control: "toggle", tab: "Move" },
  ],
  outlets: (config) => (config.thenLeave ? [] : [{ id: "next", label: "then", required: false }]),
  summary: (config, names) => {
    const name =
      config.sequenceId === ""
        ? "a sequence still to choose"
        : (names("sequence", config.sequenceId) ?? "a deleted sequence");
    return config.thenLeave ? `Go on in ${name}` : `Also enroll in ${name}`;
  },
  check: (config, ctx) =>
    ctx.lookup.has && config.sequenceId !== "" && !ctx.lookup.has("sequence", config.sequenceId)
      ? [
          {
            nodeId: ctx.node.id,
            path: "sequenceId",
            code: "sequence-gone",
            message: "Choose another sequence: this one is not there any more",
            rank: "must",
          },
        ]
      : [],
  enter: look,
  resume: look,
  foresee: (ctx, at) => (ctx.config.thenLeave ? null : { outlet: "next", at }),
});
