import { createRoute, z } from "@hono/zod-openapi";
import {
  fromBody,
  idParam,
  json,
  type PublicApp,
  pageOf,
  pageQuery,
  problems,
  scoped,
} from "@/server/api/public/route-parts";
import { enrollContacts } from "@/server/services/enrollments/enroll";
import { listEnrollments } from "@/server/services/enrollments/list";
import { stopEnrollments } from "@/server/services/enrollments/stop";
import { listProducts } from "@/server/services/products/write";
import { listSequences } from "@/server/services/sequences/list";

const tags = ["Enrollments"];
const instant = z.iso.datetime();

const enrollInput = z.strictObject({
  sequenceId: z.string().min(1),
  contactIds: z.array(z.string().min(1)).min(1).max(1_000),
  data: z
    .record(z.string(), z.unknown())
    .optional()
    .openapi({ description: "What merge and conditions may read as `entry.*`" }),
});

const enroll = createRoute({
  method: "post",
  path: "/enrollments",
  tags,
  summary: "Let people into a live sequence",
  ...scoped("enrollments"),
  request: { body: { required: true, ...json(enrollInput, "Which sequence, and who") } },
  responses: {
    200: json(
      z.object({ entered: z.number(), refused: z.record(z.string(), z.number()) }),
      "How many entered, and how many did not, by reason",
    ),
    ...problems,
  },
});

const enrollmentRow = z.object({
  id: z.string(),
  sequenceId: z.string(),
  contactId: z.string(),
  status: z.string(),
  stepId: z.string().nullable(),
  source: z.string(),
  endReason: z.string().nullable(),
  enteredAt: instant,
  endedAt: instant.nullable(),
});

const list = createRoute({
  method: "get",
  path: "/enrollments",
  tags,
  summary: "Who entered what, the newest first",
  ...scoped("read"),
  request: {
    query: z.object({
      ...pageQuery,
      contactId: z.string().max(64).optional(),
      sequenceId: z.string().max(64).optional(),
      status: z.enum(["active", "finished"]).optional(),
    }),
  },
  responses: { 200: json(pageOf(enrollmentRow), "A page"), ...problems },
});

const stop = createRoute({
  method: "post",
  path: "/enrollments/{id}/stop",
  tags,
  summary: "Take somebody out of a sequence",
  description: "What was not sent is withdrawn. One that has ended already answers 404.",
  ...scoped("enrollments"),
  request: {
    params: idParam,
    body: { required: true, ...json(z.strictObject({ reason: z.string().trim().min(1).max(500) }), "Why") },
  },
  responses: { 200: json(z.object({ ok: z.literal(true) }), "Stopped"), ...problems },
});

const sequences = createRoute({
  method: "get",
  path: "/sequences",
  tags,
  summary: "Sequences, the last changed first",
  ...scoped("read"),
  request: { query: z.object({ ...pageQuery, state: z.enum(["draft", "live", "paused", "archived"]).optional() }) },
  responses: {
    200: json(pageOf(z.object({ id: z.string(), name: z.string(), state: z.string(), updatedAt: instant })), "A page"),
    ...problems,
  },
});

const products = createRoute({
  method: "get",
  path: "/products",
  tags,
  summary: "Products, by name",
  ...scoped("read"),
  responses: {
    200: json(z.object({ items: z.array(z.object({ id: z.string(), key: z.string(), name: z.string() })) }), "All"),
    ...problems,
  },
});

export function addEnrollmentRoutes(app: PublicApp): void {
  app.openapi(enroll, async (c) => {
    const { data = {}, ...input } = c.req.valid("json");
    const { entered, refused } = await enrollContacts({
      ctx: c.var.service,
      input: { ...input, data: fromBody(data) },
    });
    const reasons = Object.fromEntries(Object.entries(refused).map(([reason, count]) => [reason, count ?? 0]));
    return c.json({ entered, refused: reasons }, 200);
  });
  app.openapi(list, async (c) => {
    const { items, nextCursor } = await listEnrollments({ ctx: c.var.service, input: c.req.valid("query") });
    const rows = items.map(({ enteredAt, endedAt, ...row }) => ({
      ...row,
      enteredAt: enteredAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    }));
    return c.json({ items: rows, nextCursor }, 200);
  });
  app.openapi(stop, async (c) => {
    const { reason } = c.req.valid("json");
    await stopEnrollments({ ctx: c.var.service, input: { ids: [c.req.valid("param").id], reason } });
    return c.json({ ok: true as const }, 200);
  });
  app.openapi(sequences, async (c) => {
    const { items, nextCursor } = await listSequences({ ctx: c.var.service, input: c.req.valid("query") });
    const rows = items.map(({ id, name, state, updatedAt }) => ({
      id,
      name,
      state,
      updatedAt: updatedAt.toISOString(),
    }));
    return c.json({ items: rows, nextCursor }, 200);
  });
  app.openapi(products, async (c) => c.json({ items: await listProducts({ ctx: c.var.service }) }, 200));
}
