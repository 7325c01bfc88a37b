import { z } from "zod";

const idSchema = z.string().min(1).max(64);

const jsonObjectSchema = z.record(z.string(), z.json());

/** Structure only. Whether a config is right is the node type's business (core/validate.ts). */
export const graphSchema = z
  .object({
    format: z.literal(1),
    nodes: z
      .record(
        idSchema,
        z.object({
          id: idSchema,
          step: z.int().min(1),
          kind: z.string().min(1).max(32),
          name: z.string().max(120).exactOptional(),
          config: jsonObjectSchema,
          next: z.record(z.string().min(1).max(64), idSchema),
          nudge: z.object({ x: z.number(), y: z.number() }).exactOptional(),
        }),
      )
      .refine((nodes) => Object.keys(nodes).length <= 2_000, "A sequence holds at most 2,000 steps"),
    nextStep: z.int().min(1),
  })
  .superRefine((graph, ctx) => {
    const steps = new Set<number>();
    for (const [id, node] of Object.entries(graph.nodes)) {
      const at = ["nodes", id];
      if (node.id !== id) ctx.addIssue({ code: "custom", path: [...at, "id"], message: "The id is not the key" });
      if (steps.has(node.step))
        ctx.addIssue({ code: "custom", path: [...at, "step"], message: "Two steps share a number" });
      if (node.step >= graph.nextStep)
        ctx.addIssue({ code: "custom", path: [...at, "step"], message: "The number is not below nextStep" });
      steps.add(node.step);
      for (const [outlet, to] of Object.entries(node.next)) {
        if (!Object.hasOwn(graph.nodes, to)) {
          ctx.addIssue({
            code: "custom",
            path: [...at, "next", outlet],
            message: "Leads to a step that does not exist",
          });
        }
      }
    }
  });
