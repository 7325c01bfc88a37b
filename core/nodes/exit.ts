import { z } from "zod";
import { because } from "@/core/because";
import { defineNodeType, type NodeStep } from "@/core/node-type";

export const exitSchema = z.object({ reason: z.string().trim().max(200) });
export type ExitConfig = z.infer<typeof exitSchema>;

const leave = (config: ExitConfig): NodeStep => ({
  finish: "left-here",
  because: because("left-here", { reason: config.reason }),
});

export const exitNode = defineNodeType({
  kind: "exit",
  title: "Exit",
  hint: "People leave the sequence here",
  key: "X",
  tone: "rust",
  icon: "flag",
  shape: "pill",
  schema: exitSchema,
  defaults: (): ExitConfig => ({ reason: "" }),
  fields: [
    {
      path: "reason",
      label: "Why they leave here",
      control: "text",
      tab: "Exit",
      placeholder: "They have what they came for",
    },
  ],
  outlets: () => [],
  summary: (config) => (config.reason === "" ? "Leaves here" : `Leaves here: ${config.reason}`),
  enter: (ctx) => leave(ctx.config),
  resume: (ctx) => leave(ctx.config),
  terminal: true,
});
