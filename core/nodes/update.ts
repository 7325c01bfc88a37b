import { z } from "zod";
import type { ContactChange } from "@/core/effect";
import type { Names } from "@/core/names";
import { defineNodeType, type NodeContext, type NodeStep } from "@/core/node-type";
import { doOnce } from "@/core/nodes/do-once";
import type { Problem } from "@/core/problem";

export const contactChangeSchema = z.union([
  z.object({
    set: z.literal("attribute"),
    key: z.string().max(120),
    to: z.literal("value"),
    value: z.union([z.string().max(1_000), z.number(), z.boolean()]),
  }),
  z.object({ set: z.literal("attribute"), key: z.string().max(120), to: z.literal("clear") }),
  z.object({ set: z.literal("attribute"), key: z.string().max(120), to: z.literal("add"), amount: z.number() }),
  z.object({ set: z.literal("attribute"), key: z.string().max(120), to: z.literal("now") }),
  z.object({ set: z.literal("tag"), tag: z.string().max(80), to: z.enum(["add", "remove"]) }),
  z.object({
    set: z.literal("product"),
    productId: z.string().max(64),
    fact: z.enum(["bought", "has_competing", "not_for_them"]),
    to: z.enum(["add", "remove"]),
  }),
]) satisfies z.ZodType<ContactChange>;

export const updateSchema = z.object({
  changes: z.array(contactChangeSchema).min(1, "Say what to change").max(20, "At most 20 changes"),
});
export type UpdateConfig = z.infer<typeof updateSchema>;

function wordsFor(change: ContactChange, names: Names): string {
  if (change.set === "tag") return change.to === "add" ? `Tag “${change.tag}”` : `Take away tag “${change.tag}”`;
  if (change.set === "product") {
    const name = names("product", change.productId) ?? "a product";
    return `${change.to === "add" ? "Note" : "Take back"}: ${name} ${change.fact.replaceAll("_", " ")}`;
  }
  const field = names("attribute", change.key) ?? (change.key === "" ? "a field" : change.key.replaceAll("_", " "));
  if (change.to === "clear") return `Clear ${field}`;
  if (change.to === "now") return `Set ${field} to today`;
  return change.to === "add" ? `Add ${change.amount} to ${field}` : `Set ${field} to ${String(change.value)}`;
}

const incomplete = (change: ContactChange): string | null => {
  if (change.set === "tag") return change.tag.trim() === "" ? "Name the tag" : null;
  if (change.set === "product") return change.productId === "" ? "Choose a product" : null;
  return change.key === "" ? "Choose a field" : null;
};

const look = (ctx: NodeContext<UpdateConfig>): NodeStep => doOnce(ctx, { do: "update", changes: ctx.config.changes });

export const updateNode = defineNodeType({
  kind: "update",
  title: "Update the contact",
  hint: "Set a field, add or remove a tag",
  key: "U",
  tone: "slate",
  icon: "bolt",
  shape: "card",
  schema: updateSchema,
  defaults: (): UpdateConfig => ({ changes: [{ set: "tag", tag: "", to: "add" }] }),
  fields: [{ path: "changes", label: "Changes", control: "changes", tab: "Update" }],
  outlets: () => [{ id: "next", label: "then", required: false }],
  summary: (config, names) => config.changes.map((change) => wordsFor(change, names)).join(", "),
  check: (config, ctx) =>
    config.changes.flatMap((change, index): Problem[] => {
      const message = incomplete(change);
      return message === null
        ? []
        : [{ nodeId: ctx.node.id, path: `changes.${index}`, code: "change-empty", message, rank: "must" }];
    }),
  enter: look,
  resume: look,
  foresee: (_, at) => ({ outlet: "next", at }),
});
