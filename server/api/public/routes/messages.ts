import { createRoute, z } from "@hono/zod-openapi";
import { historyQuery, json, type PublicApp, pageOf, problems, scoped, told } from "@/server/api/public/route-parts";
import { getMessage } from "@/server/services/messages/get";
import { listMessages } from "@/server/services/messages/list";
import { observeTouch } from "@/server/services/messages/observe";
import { observeTouchInput, sendMessageInput } from "@/server/services/messages/schemas";
import { sendMessage } from "@/server/services/messages/send";
import { type MessageView, messageStates } from "@/server/services/messages/view";
import { listTouches, touchStates } from "@/server/services/touches/list";

const tags = ["Messages"];
const instant = z.iso.datetime();

const taken = z.object({
  id: z.string(),
  externalId: z.string().openapi({ description: "Your id" }),
  decidesAt: instant.openapi({ description: "When it is first judged; ask then, or listen for `message.decided`" }),
  isNew: z.boolean().openapi({ description: "false: it had been sent before, and nothing was changed" }),
});

const send = createRoute({
  method: "post",
  path: "/messages",
  tags,
  summary: "Send one message to one person, under the same rules as everything else",
  description:
    "Taken, not sent: the governor decides about everything that waits for the person together. Marketing and sales obey " +
    "the rules and count, transactional messages do neither. The same `id` sent again changes nothing.",
  ...scoped("messages"),
  request: { body: { required: true, ...json(sendMessageInput, "To whom, as what, and the text or a step's") } },
  responses: { 202: json(taken, "Taken; it is decided at `decidesAt`"), ...problems },
});

const view = z.object({
  id: z.string(),
  externalId: z.string(),
  contactId: z.string(),
  state: z
    .enum(messageStates)
    .openapi({ description: "`waiting`: not judged yet. `unknown`: handed over, and nobody knows whether it arrived" }),
  decidesAt: instant,
  decidedAt: instant.nullable(),
  heldUntil: instant
    .nullable()
    .openapi({ description: "While held: when it would go; null: open, `because` says why" }),
  deadline: instant.nullable(),
  because: z.object({ kind: z.string(), rule: z.string().nullable(), sentence: z.string() }).nullable(),
  acceptedAt: instant.nullable(),
  failure: z.string().nullable(),
});

const get = createRoute({
  method: "get",
  path: "/messages/{id}",
  tags,
  summary: "What was decided about a message",
  description: "By the id it was given, or by yours.",
  ...scoped("read"),
  request: { params: z.object({ id: z.string().min(1).max(200) }) },
  responses: { 200: json(view, "The decision as it stands"), ...problems },
});

const list = createRoute({
  method: "get",
  path: "/messages",
  tags,
  summary: "Messages you sent, the last taken first",
  description: "With what was decided about each. `since` and `until` go by when it was due.",
  ...scoped("read"),
  request: { query: z.object({ ...historyQuery, state: z.enum(messageStates).optional() }) },
  responses: { 200: json(pageOf(view), "A page"), ...problems },
});

const ledgerRow = z.object({
  id: z.string(),
  contactId: z.string(),
  state: z.enum(touchStates),
  class: z.string(),
  channel: z.string(),
  source: z.string().openapi({ description: "`sequence`, `broadcast`, `transactional`, `api`, `hand` or `logged`" }),
  subject: z.string().nullable().openapi({ description: "null until it was written" }),
  topicId: z.string().nullable(),
  senderId: z.string().nullable(),
  sequenceId: z.string().nullable(),
  stepId: z.string().nullable(),
  enrollmentId: z.string().nullable(),
  broadcastId: z.string().nullable(),
  code: z.string().nullable().openapi({ description: "The short code in the mail" }),
  dueAt: instant,
  heldUntil: instant.nullable(),
  acceptedAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  bouncedAt: instant.nullable(),
  complainedAt: instant.nullable(),
  failure: z.string().nullable(),
});

const ledger = createRoute({
  method: "get",
  path: "/touches",
  tags,
  summary: "Everything said to people, the last made first",
  description:
    "The ledger: messages of sequences, broadcasts, members and programs, planned, held, sent, skipped or observed. " +
    "`since` and `until` go by when one was due.",
  ...scoped("read"),
  request: {
    query: z.object({
      ...historyQuery,
      state: z.enum(touchStates).optional(),
      sequenceId: z.string().min(1).max(64).optional(),
    }),
  },
  responses: { 200: json(pageOf(ledgerRow), "A page"), ...problems },
});

const observe = createRoute({
  method: "post",
  path: "/touches",
  tags,
  summary: "Tell of a call, a letter, a message by another way",
  description: "It was never held, but rules count it: what waits for the person is judged again.",
  ...scoped("messages"),
  request: { body: { required: true, ...json(observeTouchInput, "With whom, how and when") } },
  responses: {
    200: json(z.object({ id: z.string(), contactId: z.string(), isNew: z.boolean() }), "Noted"),
    ...problems,
  },
});

export function addMessageRoutes(app: PublicApp): void {
  app.openapi(send, async (c) => {
    const { decidesAt, ...rest } = await sendMessage({ ctx: c.var.service, input: c.req.valid("json") });
    return c.json({ ...rest, decidesAt: decidesAt.toISOString() }, 202);
  });
  app.openapi(get, async (c) => {
    return c.json(toTold(await getMessage({ ctx: c.var.service, input: c.req.valid("param") })), 200);
  });
  app.openapi(list, async (c) => {
    const { items, nextCursor } = await listMessages({ ctx: c.var.service, input: c.req.valid("query") });
    return c.json({ items: items.map(toTold), nextCursor }, 200);
  });
  app.openapi(ledger, async (c) => {
    const { items, nextCursor } = await listTouches({ ctx: c.var.service, input: c.req.valid("query") });
    return c.json({ items: items.map(toLedgerRow), nextCursor }, 200);
  });
  app.openapi(observe, async (c) =>
    c.json(await observeTouch({ ctx: c.var.service, input: c.req.valid("json") }), 200),
  );
}

const toTold = (row: MessageView) => ({
  ...row,
  decidesAt: row.decidesAt.toISOString(),
  decidedAt: told(row.decidedAt),
  heldUntil: told(row.heldUntil),
  deadline: told(row.deadline),
  acceptedAt: told(row.acceptedAt),
});

const toLedgerRow = (row: Awaited<ReturnType<typeof listTouches>>["items"][number]) => ({
  ...row,
  dueAt: row.dueAt.toISOString(),
  heldUntil: told(row.heldUntil),
  acceptedAt: told(row.acceptedAt),
  deliveredAt: told(row.deliveredAt),
  bouncedAt: told(row.bouncedAt),
  complainedAt: told(row.complainedAt),
});
