import { createRoute, z } from "@hono/zod-openapi";
import { json, type PublicApp, problems, scoped } from "@/server/api/public/route-parts";
import { getMessage } from "@/server/services/messages/get";
import { observeTouch } from "@/server/services/messages/observe";
import { observeTouchInput, sendMessageInput } from "@/server/services/messages/schemas";
import { sendMessage } from "@/server/services/messages/send";

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
  state: z
    .enum(["waiting", "held", "sending", "accepted", "skipped", "failed", "unknown", "withdrawn"])
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
    const row = await getMessage({ ctx: c.var.service, input: c.req.valid("param") });
    return c.json(
      {
        ...row,
        decidesAt: row.decidesAt.toISOString(),
        decidedAt: row.decidedAt?.toISOString() ?? null,
        heldUntil: row.heldUntil?.toISOString() ?? null,
        deadline: row.deadline?.toISOString() ?? null,
        acceptedAt: row.acceptedAt?.toISOString() ?? null,
      },
      200,
    );
  });
  app.openapi(observe, async (c) =>
    c.json(await observeTouch({ ctx: c.var.service, input: c.req.valid("json") }), 200),
  );
}
