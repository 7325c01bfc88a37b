import { createRoute, z } from "@hono/zod-openapi";
import { json, type PublicApp, problems, scoped } from "@/server/api/public/route-parts";
import { clearFactByKey, setFactByKey } from "@/server/services/product-facts/by-key";

const tags = ["Contacts"];
const path = "/contacts/{id}/products/{product}/{fact}";
const params = z.object({
  id: z.string().min(1).max(64),
  product: z.string().min(1).max(200).openapi({ description: "The key of one of your products" }),
  fact: z
    .enum(["bought", "has_competing", "not_for_them"])
    .openapi({ description: "Each of them stops messages that promote the product" }),
});
const done = { 200: json(z.object({ ok: z.literal(true) }), "Done"), ...problems };

const set = createRoute({
  method: "put",
  path,
  tags,
  summary: "Note that somebody bought a product, has one of another maker, or has no use for it",
  description: "Once noted it keeps its date. What promotes the product and waits for them is taken back.",
  ...scoped("contacts"),
  request: {
    params,
    body: {
      required: false,
      ...json(z.strictObject({ occurredAt: z.iso.datetime({ offset: true }).optional() }), "Since when; left out: now"),
    },
  },
  responses: done,
});

const clear = createRoute({
  method: "delete",
  path,
  tags,
  summary: "Take such a fact back",
  ...scoped("contacts"),
  request: { params },
  responses: done,
});

export function addProductFactRoutes(app: PublicApp): void {
  app.openapi(set, async (c) => {
    const { id: contactId, product, fact } = c.req.valid("param");
    const { occurredAt } = c.req.valid("json") ?? {};
    const since = occurredAt === undefined ? {} : { occurredAt: new Date(occurredAt) };
    return c.json(await setFactByKey({ ctx: c.var.service, input: { contactId, product, fact, ...since } }), 200);
  });
  app.openapi(clear, async (c) => {
    const { id: contactId, product, fact } = c.req.valid("param");
    return c.json(await clearFactByKey({ ctx: c.var.service, input: { contactId, product, fact } }), 200);
  });
}
