import { z } from "zod";
import { defineNodeType, type NodeContext, type NodeStep } from "@/core/node-type";
import { doOnce } from "@/core/nodes/do-once";

export const webhookSchema = z.object({
  url: z
    .string()
    .trim()
    .min(1, "Give the address to call")
    .max(2_000)
    .refine(
      (url) => URL.canParse(url) && new URL(url).protocol === "https:",
      "Give an address that starts with https://",
    ),
  /** Sent with the call; values may hold merge variables. */
  headers: z.array(z.object({ name: z.string().max(100), value: z.string().max(1_000) })).max(20),
  /** Extra properties beside contact, sequence and step; values may hold merge variables. */
  properties: z.array(z.object({ name: z.string().max(100), value: z.string().max(2_000) })).max(50),
});
export type WebhookConfig = z.infer<typeof webhookSchema>;

const look = (ctx: NodeContext<WebhookConfig>): NodeStep => doOnce(ctx, { do: "webhook" }, "failed");

export const webhookNode = defineNodeType({
  kind: "webhook",
  title: "Call a webhook",
  hint: "Tell another program",
  key: "H",
  tone: "slate",
  icon: "bolt",
  shape: "card",
  schema: webhookSchema,
  defaults: (): WebhookConfig => ({ url: "", headers: [], properties: [] }),
  fields: [
    { path: "url", label: "Address", control: "url", tab: "Webhook", placeholder: "https://" },
    { path: "headers", label: "Headers", control: "headers", tab: "Webhook" },
    { path: "properties", label: "Properties", control: "headers", tab: "Webhook" },
  ],
  outlets: () => [
    { id: "next", label: "answered", required: false },
    { id: "failed", label: "failed", required: false, fallsTo: "next", optional: true },
  ],
  summary: (config) =>
    URL.canParse(config.url) ? `Call ${new URL(config.url).host}` : "Call an address still to give",
  enter: look,
  resume: look,
  foresee: (_, at) => ({ outlet: "next", at }),
});
