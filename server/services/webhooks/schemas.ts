import { z } from "zod";
import { allWebhookEvents } from "@/core/webhook-events";
import { pageInput } from "@/server/services/page";

const name = z.string().trim().min(1, "Say what listens there").max(80);
const url = z.url({ protocol: /^https?$/, error: "An address, https://…" }).max(2_000);
const events = z.array(z.enum(allWebhookEvents)).min(1, "Choose what it is told");

export const createEndpointInput = z.object({ name, url, events });
export const updateEndpointInput = z.object({
  id: z.string().min(1),
  name: name.optional(),
  url: url.optional(),
  events: events.optional(),
  enabled: z.boolean().optional(),
});
export const endpointIdInput = z.object({ id: z.string().min(1) });
export const listDeliveriesInput = pageInput.extend({
  endpointId: z.string().min(1),
  state: z.enum(["waiting", "delivered", "failed"]).optional(),
});
export const deliveryIdInput = z.object({ id: z.string().min(1) });
