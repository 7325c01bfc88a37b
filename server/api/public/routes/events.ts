import { createRoute, z } from "@hono/zod-openapi";
import { historyQuery, json, type PublicApp, pageOf, problems, scoped } from "@/server/api/public/route-parts";
import { listEvents } from "@/server/services/events/list";
import { recordEvents } from "@/server/services/events/record";
import { purchaseInput, recordEventsInput } from "@/server/services/events/schemas";

const recorded = z.object({
  id: z.string().openapi({ description: "Your id" }),
  signalId: z.string(),
  contactId: z.string(),
  isNew: z.boolean().openapi({ description: "false: it had been sent before, and nothing was changed" }),
  unknownProducts: z.array(z.string()),
  misfits: z.array(z.string()).openapi({
    description: "Fields of the contact whose value is none of their type: kept as it came, and found by no condition",
  }),
});

/** A union of one and many would say of a wrong field only that neither fits. */
const asList = (body: unknown) => (Array.isArray(body) ? body : [body]);
const events = createRoute({
  method: "post",
  path: "/events",
  tags: ["Events and purchases"],
  summary: "Tell what somebody did: custom events and purchases",
  description: "One, or up to 100. All or nothing; the same `id` sent again changes nothing.",
  ...scoped("events"),
  request: {
    body: {
      required: true,
      ...json(z.preprocess(asList, recordEventsInput), "A list, or one event without a list around it"),
    },
  },
  responses: { 200: json(z.object({ events: z.array(recorded) }), "Stored"), ...problems },
});

const purchases = createRoute({
  method: "post",
  path: "/purchases",
  tags: ["Events and purchases"],
  summary: "Tell what somebody bought",
  description:
    "The same as an event of type `purchase`. Who has bought a product is not advertised to for it any more.",
  ...scoped("events"),
  request: {
    body: {
      required: true,
      ...json(z.preprocess(asList, z.array(purchaseInput).min(1).max(100)), "A list, or one purchase"),
    },
  },
  responses: { 200: json(z.object({ purchases: z.array(recorded) }), "Stored"), ...problems },
});

const toldOf = {
  signalId: z.string(),
  id: z.string().openapi({ description: "The id it was told with" }),
  contactId: z.string(),
  source: z.string().openapi({ description: "Who told it: `api`, `segment`, `stripe`, `own`" }),
  occurredAt: z.iso.datetime(),
  data: z.record(z.string(), z.unknown()),
};

const listed = createRoute({
  method: "get",
  path: "/events",
  tags: ["Events and purchases"],
  summary: "Custom events, the last told first",
  ...scoped("read"),
  request: {
    query: z.object({ ...historyQuery, name: z.string().min(1).max(200).optional() }),
  },
  responses: { 200: json(pageOf(z.object({ ...toldOf, name: z.string() })), "A page"), ...problems },
});

const bought = createRoute({
  method: "get",
  path: "/purchases",
  tags: ["Events and purchases"],
  summary: "Purchases, the last told first",
  description: "`data` has products, amount and currency as they were told.",
  ...scoped("read"),
  request: {
    query: z.object({
      ...historyQuery,
      product: z.string().min(1).max(200).optional().openapi({ description: "The key of one of your products" }),
    }),
  },
  responses: { 200: json(pageOf(z.object(toldOf)), "A page"), ...problems },
});

export function addEventRoutes(app: PublicApp): void {
  app.openapi(events, async (c) => {
    const stored = await recordEvents({ ctx: c.var.service, input: c.req.valid("json") });
    return c.json({ events: stored.map(copy) }, 200);
  });
  app.openapi(purchases, async (c) => {
    const input = c.req.valid("json").map((one) => ({ type: "purchase" as const, ...one }));
    const stored = await recordEvents({ ctx: c.var.service, input });
    return c.json({ purchases: stored.map(copy) }, 200);
  });
  app.openapi(listed, async (c) => {
    const input = { ...c.req.valid("query"), type: "event" as const };
    const { items, nextCursor } = await listEvents({ ctx: c.var.service, input });
    const rows = items.map(({ type: _, occurredAt, ...row }) => ({ ...row, occurredAt: occurredAt.toISOString() }));
    return c.json({ items: rows, nextCursor }, 200);
  });
  app.openapi(bought, async (c) => {
    const input = { ...c.req.valid("query"), type: "purchase" as const };
    const { items, nextCursor } = await listEvents({ ctx: c.var.service, input });
    const rows = items.map(({ type: _, name: __, occurredAt, ...row }) => ({
      ...row,
      occurredAt: occurredAt.toISOString(),
    }));
    return c.json({ items: rows, nextCursor }, 200);
  });
}

const copy = ({ unknownProducts, misfits, ...rest }: Awaited<ReturnType<typeof recordEvents>>[number]) => ({
  ...rest,
  unknownProducts: [...unknownProducts],
  misfits: [...misfits],
});
