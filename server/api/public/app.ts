import "server-only";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { problemSchema, sendProblem, toFieldErrors, toProblem } from "@/server/api/public/problem";
import { getContact } from "@/server/services/contacts/get";
import { putContact, putContactInput } from "@/server/services/contacts/put";
import type { ServiceContext } from "@/server/services/context";
import { enrollContacts } from "@/server/services/enrollments/enroll";
import { UnauthenticatedError } from "@/server/services/errors";
import { recordEvents } from "@/server/services/events/record";
import { recordEventsInput } from "@/server/services/events/schemas";
import { openKey } from "@/server/services/keys/open";

type Env = { Variables: { service: ServiceContext } };

const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { "application/json": { schema } },
});
const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: problemSchema } },
});
const problems = {
  400: problem("The body is not JSON"),
  401: problem("No valid API key"),
  403: problem("The key may not do this"),
  404: problem("Not there, or in another workspace"),
  422: problem("Some fields are wrong; `errors` names each"),
  429: problem("Too many calls"),
};
const security = [{ key: [] }];

const recorded = z.object({
  id: z.string().openapi({ description: "Your id" }),
  signalId: z.string(),
  contactId: z.string(),
  isNew: z.boolean().openapi({ description: "false: it had been sent before, and nothing was changed" }),
  unknownProducts: z.array(z.string()),
});

/** A union of one and many would say of a wrong field only that neither fits. */
const oneOrMany = z.preprocess((body) => (Array.isArray(body) ? body : [body]), recordEventsInput);

const events = createRoute({
  method: "post",
  path: "/events",
  summary: "Tell what somebody did: custom events and purchases",
  description: "One, or up to 100. All or nothing; the same `id` sent again changes nothing.",
  security,
  request: { body: { required: true, ...json(oneOrMany, "A list, or one event without a list around it") } },
  responses: { 200: json(z.object({ events: z.array(recorded) }), "Stored"), ...problems },
});

const contacts = createRoute({
  method: "put",
  path: "/contacts",
  summary: "Add a contact, or complete the one known by address or your own id",
  security,
  request: {
    body: { required: true, ...json(putContactInput, "The contact, and on what basis it may be written to") },
  },
  responses: { 200: json(z.object({ id: z.string(), isNew: z.boolean() }), "Stored"), ...problems },
});

const contactView = z.object({
  id: z.string(),
  email: z.string().nullable(),
  externalId: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  tags: z.array(z.string()),
  suppressed: z.boolean(),
});

const contact = createRoute({
  method: "get",
  path: "/contacts/{id}",
  summary: "One contact",
  security,
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: json(contactView, "The contact"), ...problems },
});

const enrollInput = z.strictObject({
  sequenceId: z.string().min(1),
  contactIds: z.array(z.string().min(1)).min(1).max(1_000),
  /** What merge and conditions may read as `entry.*`. */
  data: z.record(z.string(), z.unknown()).optional(),
});

const enrollments = createRoute({
  method: "post",
  path: "/enrollments",
  summary: "Let people into a live sequence",
  security,
  request: { body: { required: true, ...json(enrollInput, "Which sequence, and who") } },
  responses: {
    200: json(
      z.object({ entered: z.number(), refused: z.record(z.string(), z.number()) }),
      "How many entered, and how many did not, by reason",
    ),
    ...problems,
  },
});

const refuse = (c: Context, errors: ReturnType<typeof toFieldErrors>) =>
  sendProblem(c, 422, "Some fields are wrong", "Nothing was stored", errors);

/** The public REST API, below /api/v1. */
export const publicApp = new OpenAPIHono<Env>({
  defaultHook: async (result, c) => {
    if (result.success) return undefined;
    const errors = toFieldErrors(result.error);
    // one event without a list around it: its fields are named as they were sent
    const single = c.req.path.endsWith("/events") && !Array.isArray(await c.req.json());
    return refuse(c, single ? errors.map((one) => ({ ...one, path: one.path.replace(/^0\.?/, "") })) : errors);
  },
}).basePath("/api/v1");

publicApp.onError(toProblem);
publicApp.notFound((c) => sendProblem(c, 404, "Not found", `There is nothing at ${c.req.path}`, []));
publicApp.openAPIRegistry.registerComponent("securitySchemes", "key", { type: "http", scheme: "bearer" });

publicApp.use(async (c, next) => {
  if (c.req.path === "/api/v1/openapi.json") return next();
  const [scheme = "", key = ""] = (c.req.header("authorization") ?? "").split(" ");
  if (scheme.toLowerCase() !== "bearer" || key === "") {
    throw new UnauthenticatedError("Send your API key: Authorization: Bearer heed_…");
  }
  c.set("service", await openKey(key));
  return next();
});

publicApp.openapi(events, async (c) => {
  const stored = await recordEvents({ ctx: c.var.service, input: c.req.valid("json") });
  return c.json({ events: stored.map(copy) }, 200);
});

publicApp.openapi(contacts, async (c) =>
  c.json(await putContact({ ctx: c.var.service, input: c.req.valid("json") }), 200),
);

publicApp.openapi(contact, async (c) => {
  const { id, email, externalId, firstName, lastName, attributes, tags, suppressions } = await getContact({
    ctx: c.var.service,
    input: c.req.valid("param"),
  });
  const suppressed = suppressions.length > 0;
  return c.json({ id, email, externalId, firstName, lastName, attributes, tags, suppressed }, 200);
});

publicApp.openapi(enrollments, async (c) => {
  const { data = {}, ...input } = c.req.valid("json");
  const { entered, refused } = await enrollContacts({
    ctx: c.var.service,
    input: { ...input, data: fromBody(data), by: "api" },
  });
  const reasons = Object.fromEntries(Object.entries(refused).map(([reason, count]) => [reason, count ?? 0]));
  return c.json({ entered, refused: reasons }, 200);
});

publicApp.doc31("/openapi.json", {
  openapi: "3.1.0",
  info: { title: "Heed", version: "1", description: "Tell Heed what people did, and let them into sequences." },
});

// The body was parsed from JSON: nothing else can be in it. (z.json() has no end in the description.)
const fromBody = (data: Record<string, unknown>) => data as Record<string, z.core.util.JSONType>;

const copy = ({ unknownProducts, ...rest }: Awaited<ReturnType<typeof recordEvents>>[number]) => ({
  ...rest,
  unknownProducts: [...unknownProducts],
});
