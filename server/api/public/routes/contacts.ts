import { createRoute, z } from "@hono/zod-openapi";
import { idParam, json, type PublicApp, pageOf, pageQuery, problems, scoped } from "@/server/api/public/route-parts";
import { getContact } from "@/server/services/contacts/get";
import { listContacts } from "@/server/services/contacts/list";
import { putContact, putContactInput } from "@/server/services/contacts/put";
import { updateContactInput } from "@/server/services/contacts/schemas";
import { updateContact } from "@/server/services/contacts/update";
import { addSuppression, addSuppressionInput } from "@/server/services/suppressions/manage";

const tags = ["Contacts"];
const instant = z.iso.datetime();

const contactView = z.object({
  id: z.string(),
  email: z.string().nullable(),
  externalId: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  company: z.string().nullable(),
  phone: z.string().nullable(),
  country: z.string().nullable(),
  timeZone: z.string().nullable().openapi({ description: "Their own; null: told from country, phone or company" }),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  tags: z.array(z.string()),
  suppressed: z.boolean(),
  consents: z
    .array(z.object({ topicId: z.string().nullable(), basis: z.string(), source: z.string(), recordedAt: instant }))
    .openapi({ description: "On what basis they may be written to; without a topic: about everything" }),
  createdAt: instant,
  archivedAt: instant.nullable(),
});

const contactRow = z.object({
  id: z.string(),
  email: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  tags: z.array(z.string()),
  suppressed: z.boolean(),
  createdAt: instant,
});

const list = createRoute({
  method: "get",
  path: "/contacts",
  tags,
  summary: "Contacts, the newest first",
  ...scoped("read"),
  request: {
    query: z.object({
      ...pageQuery,
      email: z.string().max(254).optional().openapi({ description: "This very address" }),
      externalId: z.string().max(200).optional().openapi({ description: "Your own id" }),
      search: z.string().max(200).optional().openapi({ description: "Parts of name or address" }),
      tag: z.string().max(60).optional(),
      segmentId: z.string().max(64).optional(),
    }),
  },
  responses: { 200: json(pageOf(contactRow), "A page"), ...problems },
});

const put = createRoute({
  method: "put",
  path: "/contacts",
  tags,
  summary: "Add a contact, or complete the one known by address or your own id",
  ...scoped("contacts"),
  request: {
    body: { required: true, ...json(putContactInput, "The contact, and on what basis it may be written to") },
  },
  responses: { 200: json(z.object({ id: z.string(), isNew: z.boolean() }), "Stored"), ...problems },
});

const get = createRoute({
  method: "get",
  path: "/contacts/{id}",
  tags,
  summary: "One contact",
  ...scoped("read"),
  request: { params: idParam },
  responses: { 200: json(contactView, "The contact"), ...problems },
});

const change = z.strictObject(updateContactInput.omit({ id: true, ownerId: true }).shape);
const patch = createRoute({
  method: "patch",
  path: "/contacts/{id}",
  tags,
  summary: "Change a contact",
  description:
    "What is given changes, what is left out stays. `attributes` are merged; null removes one. `tags` replace.",
  ...scoped("contacts"),
  request: { params: idParam, body: { required: true, ...json(change, "What shall change") } },
  responses: { 200: json(z.object({ ok: z.literal(true) }), "Changed"), ...problems },
});

const suppress = createRoute({
  method: "post",
  path: "/suppressions",
  tags,
  summary: "Never write to this address again",
  description: "Known or not. What waits for it is taken back at once.",
  ...scoped("contacts"),
  request: { body: { required: true, ...json(z.strictObject(addSuppressionInput.shape), "The address, and why") } },
  responses: { 200: json(z.object({ ok: z.literal(true) }), "Suppressed"), ...problems },
});

export function addContactRoutes(app: PublicApp): void {
  app.openapi(list, async (c) => {
    const { items, nextCursor } = await listContacts({ ctx: c.var.service, input: c.req.valid("query") });
    const rows = items.map(({ id, email, firstName, lastName, tags: tagged, suppressed, createdAt }) => ({
      ...{ id, email, firstName, lastName, suppressed },
      tags: [...tagged],
      createdAt: createdAt.toISOString(),
    }));
    return c.json({ items: rows, nextCursor }, 200);
  });
  app.openapi(put, async (c) => c.json(await putContact({ ctx: c.var.service, input: c.req.valid("json") }), 200));
  app.openapi(get, async (c) => {
    const found = await getContact({ ctx: c.var.service, input: c.req.valid("param") });
    const { id, email, externalId, firstName, lastName, phone, country, timeZone, attributes, tags: tagged } = found;
    return c.json(
      {
        ...{ id, email, externalId, firstName, lastName, phone, country, timeZone, attributes, tags: tagged },
        company: found.company?.name ?? null,
        suppressed: found.suppressions.length > 0,
        consents: found.consents.map(({ topicId, basis, source, recordedAt }) => ({
          ...{ topicId, basis, source },
          recordedAt: recordedAt.toISOString(),
        })),
        createdAt: found.createdAt.toISOString(),
        archivedAt: found.archivedAt?.toISOString() ?? null,
      },
      200,
    );
  });
  app.openapi(patch, async (c) => {
    const input = { ...c.req.valid("json"), id: c.req.valid("param").id };
    await updateContact({ ctx: c.var.service, input });
    return c.json({ ok: true as const }, 200);
  });
  app.openapi(suppress, async (c) =>
    c.json(await addSuppression({ ctx: c.var.service, input: c.req.valid("json") }), 200),
  );
}
