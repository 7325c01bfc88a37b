import { createRoute, z } from "@hono/zod-openapi";
import { json, type PublicApp, problems, scoped } from "@/server/api/public/route-parts";
import { cardLink } from "@/server/services/support/card";
import { deskCardLink } from "@/server/services/support/desk-card";
import { lookUp } from "@/server/services/support/look-up";

const instant = z.iso.datetime();

const briefingView = z.object({
  about: z.string(),
  questions: z.array(z.object({ ask: z.string(), answer: z.string() })),
  domains: z.array(z.string()),
  phones: z.array(z.string()),
  pages: z.array(z.string()),
});

const lookUpView = z.object({
  answer: z.enum(["yes", "no", "careful", "ask"]),
  line: z.string().openapi({ description: "The answer in a sentence" }),
  more: z.array(z.string()),
  person: z.object({ contactId: z.string(), name: z.string(), email: z.string().nullable() }).nullable(),
  sent: z.array(
    z.object({
      subject: z.string().nullable(),
      at: instant.nullable(),
      from: z.string().nullable(),
      partOf: z.string().nullable().openapi({ description: "Sequence or broadcast" }),
      step: z.number().nullable(),
      briefing: briefingView.nullable(),
    }),
  ),
  planned: z.array(z.object({ title: z.string(), partOf: z.string().nullable(), state: z.string(), at: instant })),
  cardUrl: z.string().nullable().openapi({ description: "The same as a page a help desk may frame, for 12 hours" }),
});

const look = createRoute({
  method: "get",
  path: "/support/lookup",
  tags: ["Support"],
  summary: "Whether a mail is ours, and what to answer",
  description: "Ask by the person's address, or by anything support may be told (`q`). Each look is in the audit log.",
  ...scoped("support"),
  request: {
    query: z
      .object({ email: z.string().max(254).optional(), q: z.string().max(20_000).optional() })
      .refine(({ email, q }) => (email === undefined) !== (q === undefined), {
        message: "Send either email or q",
        path: ["email"],
      }),
  },
  responses: { 200: json(lookUpView, "The answer"), ...problems },
});

const desk = createRoute({
  method: "get",
  path: "/support/card",
  tags: ["Support"],
  summary: "The address of a card that a help desk fills in",
  description:
    "Put the customer's e-mail address behind it, as the desk's template names it. It works as long as this key does.",
  ...scoped("support"),
  responses: { 200: json(z.object({ url: z.string() }), "The address, up to the customer's"), ...problems },
});

export function addSupportRoutes(app: PublicApp): void {
  app.openapi(desk, (c) => c.json(deskCardLink(c.var.service), 200));
  app.openapi(look, async (c) => {
    const { email, q } = c.req.valid("query");
    const ctx = c.var.service;
    const found = await lookUp({ ctx, input: { q: email ?? q ?? "", by: "api" } });
    const { answer, person, sent, planned } = found;
    return c.json(
      {
        answer: answer.tone,
        line: answer.line,
        more: [...answer.more],
        person: person && { contactId: person.contactId, name: person.name, email: person.email },
        sent: sent.map(({ subject, at, senderAddress, partOf, step, briefing }) => ({
          subject,
          at: at?.toISOString() ?? null,
          from: senderAddress,
          partOf,
          step,
          briefing,
        })),
        planned: planned.map(({ title, partOf, state, at }) => ({ title, partOf, state, at: at.toISOString() })),
        cardUrl: email === undefined ? null : cardLink({ ctx, input: { email } }).url,
      },
      200,
    );
  });
}
