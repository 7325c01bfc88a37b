import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { and, eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import Stripe from "stripe";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { ownerSql, withWorkspace } from "@/db/client";
import { contact } from "@/db/schema/contact";
import { providerEvent } from "@/db/schema/integration";
import { productFact } from "@/db/schema/product";
import { signal } from "@/db/schema/signal";
import { suppression } from "@/db/schema/suppression";
import { touch } from "@/db/schema/touch";
import { touchFact } from "@/db/schema/touch-fact";
import { testDatabase } from "@/db/testing/database";
import { buildWorld, type World } from "@/server/api/testing/world";
import { receiveCall } from "@/server/integrations/receive-call";
import { relayProviderEvents } from "@/server/integrations/relay-provider-events";
import { systemContext } from "@/server/services/context";
import {
  connectIntegration,
  listIntegrationEvents,
  listIntegrations,
  retryIntegrationEvent,
  updateIntegration,
} from "@/server/services/integrations/manage";
import { sentMail } from "@/server/services/signals/testing/sent-mail";

testDatabase();

const secret = `whsec_${Buffer.from("a secret of twenty-four b").toString("base64")}`;
const pathOf = (url: string) => url.split("/").slice(-2) as [string, string];

async function connect(ctx: World["ctx"], kind: "stripe" | "resend", apiKey: string | null = null) {
  await connectIntegration({ ctx, input: { kind } });
  await updateIntegration({ ctx, input: { kind, signingSecret: secret, apiKey } });
  const found = (await listIntegrations({ ctx })).find((one) => one.kind === kind);
  const [, token] = pathOf(found?.url ?? "");
  return token;
}

const work = () => relayProviderEvents(ownerSql());

describe("stripe", () => {
  let world: World;
  let token: string;
  const stripe = new Stripe("sk_test_none");
  beforeAll(async () => {
    world = await buildWorld();
    token = await connect(world.ctx, "stripe");
  });

  const send = (event: object, given: { secret?: string; timestamp?: number; body?: string } = {}) => {
    const payload = JSON.stringify(event);
    const header = stripe.webhooks.generateTestHeaderString({
      payload,
      secret: given.secret ?? secret,
      ...(given.timestamp === undefined ? {} : { timestamp: given.timestamp }),
    });
    return receiveCall("stripe", token, given.body ?? payload, new Headers({ "stripe-signature": header }));
  };
  const checkout = (id: string, session: object) => ({
    id,
    object: "event",
    type: "checkout.session.completed",
    created: 1_790_000_000,
    data: {
      object: {
        id: `cs_${id}`,
        object: "checkout.session",
        payment_status: "paid",
        amount_total: 4_950,
        currency: "eur",
        ...session,
      },
    },
  });
  const purchasesOf = async (email: string) => {
    const rows = await withWorkspace(world.ctx, (tx) =>
      tx
        .select({ signal, personId: contact.personId })
        .from(signal)
        .innerJoin(contact, eq(contact.id, signal.contactId))
        .where(and(eq(contact.emailKey, email), eq(signal.kind, "purchase"))),
    );
    return rows.map((row) => row.signal);
  };

  test("secrets that do not open are that event's trouble: it waits and is shown, and the relay goes on", async () => {
    const [row] =
      await ownerSql()`select id, secrets from integration where workspace_id = ${world.workspaceId} and kind = 'stripe'`;
    await send(checkout("evt_sealed", { customer_details: { email: "sealed@acme.example" } }));
    await ownerSql()`update integration set secrets = 'damaged' where id = ${row?.id}`;
    expect(await work()).toBeGreaterThan(0);
    const { items } = await listIntegrationEvents({ ctx: world.ctx, input: { kind: "stripe" } });
    expect(items[0]).toMatchObject({ state: "owed", attempts: 1 });
    await ownerSql()`update integration set secrets = ${row?.secrets} where id = ${row?.id}`;
    await retryIntegrationEvent({ ctx: world.ctx, input: { id: items[0]?.id ?? "" } });
    await work();
    expect((await listIntegrationEvents({ ctx: world.ctx, input: { kind: "stripe" } })).items[0]?.state).not.toBe(
      "owed",
    );
  });

  test("a payload signed by their SDK is a purchase of a product that is mapped by its price, once, however often it is told", async () => {
    const event = checkout("evt_1", {
      customer: "cus_1",
      customer_details: { email: "Buyer@shop.example", name: "Bea Buyer", address: { country: "at" } },
      line_items: { data: [{ price: { id: "price_1", product: "prod_1" } }] },
    });
    expect(await send(event)).toMatchObject({ status: 200 });
    expect(await send(event)).toMatchObject({ status: 200 });
    await work();
    await work();
    const [bought, ...more] = await purchasesOf("buyer@shop.example");
    expect(more).toEqual([]);
    expect(bought?.data).toMatchObject({ productIds: [world.productId], amount: 49.5, currency: "EUR" });
    const facts = await withWorkspace(world.ctx, (tx) =>
      tx
        .select()
        .from(productFact)
        .where(eq(productFact.sourceRef, bought?.id ?? "")),
    );
    expect(facts).toMatchObject([{ fact: "bought", productId: world.productId }]);
    // nothing of what they told is kept once it is worked out
    const [row] = await withWorkspace(world.ctx, (tx) =>
      tx.select().from(providerEvent).where(eq(providerEvent.sourceId, "evt_1")),
    );
    expect(row).toMatchObject({ state: "handled", payload: {} });
  });

  const invoice = (id: string, invoiceId: string, email: string | null, more: object = {}) => ({
    id,
    type: "invoice.paid",
    created: 1_790_000_100,
    data: {
      object: {
        id: invoiceId,
        customer: "cus_sub",
        customer_email: email,
        amount_paid: 900,
        currency: "jpy",
        lines: { data: [{ pricing: { price_details: { price: "price_1", product: "prod_1" } } }] },
        ...more,
      },
    },
  });

  test("a checkout and its first invoice are one purchase; the next invoice is another; a customer is known by their id", async () => {
    await send(invoice("evt_2", "in_1", "sub@shop.example"));
    await send(
      checkout("evt_3", {
        mode: "subscription",
        invoice: "in_1",
        customer: "cus_sub",
        customer_details: { email: "sub@shop.example" },
      }),
    );
    await send(invoice("evt_4", "in_2", null));
    await work();
    const purchases = await purchasesOf("sub@shop.example");
    expect(purchases.map(({ sourceId }) => sourceId).sort()).toEqual(["invoice/in_1", "invoice/in_2"]);
    expect(purchases[0]?.data).toMatchObject({ amount: 900, currency: "JPY", productIds: [world.productId] });
  });

  test("a checkout that names no product is completed by its invoice: what was bought is known, and only once", async () => {
    const email = "first@shop.example";
    const customer = { customer: "cus_first" };
    await send(checkout("evt_20", { ...customer, invoice: "in_20", customer_details: { email } }));
    await work();
    const [empty] = await purchasesOf(email);
    expect(empty).toMatchObject({ name: "", data: { productIds: [] } });
    const boughtBy = () =>
      withWorkspace(world.ctx, (tx) =>
        tx
          .select()
          .from(productFact)
          .where(eq(productFact.personId, empty?.personId ?? "")),
      );
    expect(await boughtBy()).toEqual([]);
    await send(invoice("evt_21", "in_20", email, customer));
    await work();
    const [completed, ...more] = await purchasesOf(email);
    expect(more).toEqual([]);
    expect(completed).toMatchObject({
      id: empty?.id,
      name: "price_1",
      data: { productIds: [world.productId], products: ["price_1", "prod_1"], amount: 49.5 },
    });
    expect(await boughtBy()).toMatchObject([{ fact: "bought", productId: world.productId, sourceRef: empty?.id }]);
    const asked =
      await ownerSql()`select 1 from outbox where name = 'signal/recorded' and data->'signalIds' ? ${empty?.id ?? ""}`;
    expect(asked).toHaveLength(2);
    await send(invoice("evt_22", "in_20", email, customer));
    await work();
    expect(await purchasesOf(email)).toEqual([completed]);
  });

  test("a free trial is no purchase but an event; its first invoice of nothing is neither; the first that is paid is", async () => {
    const email = "trial@shop.example";
    const customer = { customer: "cus_trial" };
    const lines = { line_items: { data: [{ price: { id: "price_1", product: "prod_1" } }] } };
    const free = { payment_status: "no_payment_required", amount_total: 0, mode: "subscription", invoice: "in_30" };
    await send(checkout("evt_30", { ...customer, ...free, ...lines, customer_details: { email } }));
    await send(invoice("evt_31", "in_30", email, { ...customer, amount_paid: 0, total: 0 }));
    await work();
    expect(await purchasesOf(email)).toEqual([]);
    const events = await withWorkspace(world.ctx, (tx) =>
      tx.select().from(signal).where(eq(signal.name, "checkout.free")),
    );
    expect(events).toMatchObject([{ kind: "event", data: { productIds: [world.productId], amount: 0 } }]);
    await send(invoice("evt_32", "in_31", email, customer));
    await work();
    expect(await purchasesOf(email)).toMatchObject([{ sourceId: "invoice/in_31" }]);
  });

  test("not paid, of nobody, of nothing we know, of no interest: said, and nothing stored", async () => {
    await send(checkout("evt_5", { payment_status: "unpaid", customer_details: { email: "later@shop.example" } }));
    await send(checkout("evt_6", { customer_details: { email: "no address" } }));
    await send(checkout("evt_7", { customer_details: { email: "else@shop.example" }, metadata: { products: "Else" } }));
    await send({ id: "evt_8", type: "customer.created", created: 1, data: { object: {} } });
    await work();
    const { items } = await listIntegrationEvents({ ctx: world.ctx, input: { kind: "stripe" } });
    const by = (id: string) => items.find(({ sourceId }) => sourceId === id);
    expect(by("evt_5")).toMatchObject({ state: "ignored", outcome: "Nothing was paid (yet)" });
    expect(by("evt_6")).toMatchObject({ state: "ignored" });
    expect(by("evt_7")).toMatchObject({ state: "handled", outcome: "A purchase of nothing we know: Else" });
    expect(by("evt_8")).toMatchObject({ state: "ignored" });
    expect(await purchasesOf("later@shop.example")).toEqual([]);
  });

  test("tampered, signed by somebody else, a recording, unsigned, no JSON: refused, shown in settings, nothing stored", async () => {
    const event = checkout("evt_bad", { customer_details: { email: "bad@shop.example" } });
    const body = JSON.stringify(event).replace("4950", "1");
    expect(await send(event, { body })).toMatchObject({ status: 400 });
    expect(await send(event, { secret: "whsec_somebody_else_entirely" })).toMatchObject({ status: 400 });
    expect(await send(event, { timestamp: Math.floor(Date.now() / 1_000) - 600 })).toMatchObject({ status: 400 });
    expect(await receiveCall("stripe", token, JSON.stringify(event), new Headers())).toMatchObject({ status: 400 });
    const header = stripe.webhooks.generateTestHeaderString({ payload: "{no", secret });
    expect(await receiveCall("stripe", token, "{no", new Headers({ "stripe-signature": header }))).toMatchObject({
      status: 400,
    });
    const [state] = (await listIntegrations({ ctx: world.ctx })).filter(({ kind }) => kind === "stripe");
    expect(state?.refusal).toBeTruthy();
    expect(await receiveCall("stripe", "nobody", "{}", new Headers())).toMatchObject({ status: 404 });
    expect(await receiveCall("paypal", token, "{}", new Headers())).toMatchObject({ status: 404 });
    expect(await receiveCall("resend", token, "{}", new Headers())).toMatchObject({ status: 404 });
    await work();
    expect(await purchasesOf("bad@shop.example")).toEqual([]);
  });
});

describe("resend", () => {
  let mail: Awaited<ReturnType<typeof sentMail>>;
  let token: string;
  let ctx: World["ctx"];
  let told = 0;
  beforeEach(async () => {
    mail = await sentMail({ real: true });
    ctx = systemContext({ workspaceId: mail.workspaceId, name: "test" });
    token = await connect(ctx, "resend");
  });

  const at = "2026-05-04T10:05:00.000Z";
  async function send(
    type: string,
    data: object = {},
    given: { id?: string; secret?: string; at?: Date; body?: string } = {},
  ) {
    told += 1;
    const id = given.id ?? `msg_${told}`;
    const payload = JSON.stringify({
      type,
      created_at: at,
      data: { email_id: "p", tags: { touch: mail.touchId }, ...data },
    });
    const when = given.at ?? new Date();
    const signature = new Webhook(given.secret ?? secret).sign(id, when, payload);
    const headers = {
      "svix-id": id,
      "svix-timestamp": String(Math.floor(when.getTime() / 1_000)),
      "svix-signature": signature,
    };
    return receiveCall("resend", token, given.body ?? payload, new Headers(headers));
  }
  const facts = async () => {
    const rows = await withWorkspace(ctx, (tx) =>
      tx.select().from(touchFact).where(eq(touchFact.touchId, mail.touchId)),
    );
    return rows.map(({ kind }) => kind).sort();
  };
  const row = async () =>
    (await withWorkspace(ctx, (tx) => tx.select().from(touch).where(eq(touch.id, mail.touchId))))[0];
  const suppressions = () => withWorkspace(ctx, (tx) => tx.select().from(suppression));

  test("in any order, told twice: each fact stands once and none undoes another", async () => {
    const permanent = { bounce: { type: "Permanent", subType: "General", message: "550 5.1.1 user unknown" } };
    await send("email.bounced", permanent, { id: "one" });
    await send("email.bounced", permanent, { id: "one" });
    await send("email.delivered");
    await send("email.sent", { message_id: "wire@eu-west-1.amazonses.com" });
    await send("email.delivery_delayed");
    await work();
    expect(await facts()).toEqual(["bounce_hard", "delayed", "delivered", "sent"]);
    const now = await row();
    expect(now).toMatchObject({ state: "accepted" });
    expect(now?.bouncedAt?.toISOString()).toBe(at);
    expect(now?.deliveredAt?.toISOString()).toBe(at);
    expect(await suppressions()).toMatchObject([{ reason: "bounce_hard", scope: "all", evidenceRef: mail.touchId }]);
    const aliases = await ownerSql()`select message_id from message_alias where touch_id = ${mail.touchId}`;
    expect(aliases.map(({ message_id }) => message_id)).toContain("<wire@eu-west-1.amazonses.com>");
  });

  test("what passes and what is about us suppresses nobody; a complaint does", async () => {
    await send("email.bounced", { bounce: { type: "Transient", subType: "MailboxFull", message: "452 4.2.2 full" } });
    await send("email.bounced", {
      bounce: { type: "Permanent", subType: "General", message: "550 5.7.1 blocked by spamhaus" },
    });
    await send("email.failed", { failed: { reason: "domain not verified" } });
    await work();
    expect(await facts()).toEqual(["bounce_block", "bounce_soft", "failed"]);
    expect(await suppressions()).toEqual([]);
    await send("email.complained");
    await work();
    expect(await suppressions()).toMatchObject([{ reason: "complaint", scope: "all" }]);
    expect((await row())?.complainedAt).toBeTruthy();
  });

  test("their opens and clicks are facts that move nothing; what is not ours or of no interest is left", async () => {
    await send("email.opened");
    await send("email.clicked", {
      click: { link: "https://shop.example", ipAddress: "203.0.113.9", userAgent: "Mozilla/5.0" },
    });
    await send("email.delivered", { tags: { touch: "tch_elsewhere" }, email_id: "elsewhere" });
    await send("domain.updated");
    await work();
    const signals = await withWorkspace(ctx, (tx) => tx.select().from(signal).where(eq(signal.touchId, mail.touchId)));
    expect(signals.map(({ kind, verdict, source }) => [kind, verdict, source]).sort()).toEqual([
      ["click", "unsure", "resend"],
      ["open", "unsure", "resend"],
    ]);
    expect(await facts()).toEqual([]);
  });

  test("a mail that lost our tag is known by their id and whom it went to", async () => {
    await ownerSql()`update touch set provider_id = 'theirs-1' where id = ${mail.touchId}`;
    const [to] =
      await ownerSql()`select c.email from touch t join contact c on c.id = t.contact_id where t.id = ${mail.touchId}`;
    await send("email.delivered", { tags: null, email_id: "theirs-1", to: ["somebody@else.example"] });
    await work();
    expect(await facts()).toEqual([]);
    await send("email.delivered", { tags: null, email_id: "theirs-1", to: [to?.email] });
    await work();
    expect(await facts()).toEqual(["delivered"]);
  });

  test("a mail nobody knew the end of is settled by whatever they say became of it", async () => {
    await ownerSql()`update touch set state = 'unknown', accepted_at = null where id = ${mail.touchId}`;
    await send("email.delivery_delayed");
    await work();
    expect(await row()).toMatchObject({ state: "accepted", failure: null });
  });

  test("tampered, somebody else's, old, and a recording of one that was taken", async () => {
    expect(await send("email.complained", {}, { body: "{}" })).toMatchObject({ status: 400 });
    expect(
      await send(
        "email.complained",
        {},
        { secret: `whsec_${Buffer.from("another secret 24 bytes!").toString("base64")}` },
      ),
    ).toMatchObject({ status: 400 });
    expect(await send("email.complained", {}, { at: new Date(Date.now() - 600_000) })).toMatchObject({ status: 400 });
    expect(await send("email.complained", {}, { at: new Date(Date.now() + 600_000) })).toMatchObject({ status: 400 });
    await work();
    expect(await facts()).toEqual([]);
    expect(await send("email.delivered", {}, { id: "again" })).toMatchObject({ status: 200, says: "Taken" });
    expect(await send("email.complained", {}, { id: "again" })).toMatchObject({
      status: 200,
      says: "It was here before",
    });
    await work();
    expect(await facts()).toEqual(["delivered"]);
  });

  describe("a mail that came in", () => {
    let stop: (() => Promise<void>) | undefined;
    afterEach(async () => {
      vi.unstubAllEnvs();
      await stop?.();
    });

    test("is fetched by the API and is a reply like any other; without a key it waits and is shown", async () => {
      await send("email.received", { email_id: "in-1" });
      await work();
      const { items } = await listIntegrationEvents({ ctx, input: { kind: "resend" } });
      expect(items[0]).toMatchObject({ state: "owed", attempts: 1, outcome: expect.stringContaining("API key") });
      const raw = [
        "From: Ana <ana@acme.example>",
        "To: hello@example.com",
        `In-Reply-To: ${mail.mail.messageId}`,
        "Message-ID: <answer@acme.example>",
        "Subject: Re: Prices",
        "",
        "Sounds good, please call me tomorrow.",
        "",
      ].join("\r\n");
      const asked: string[] = [];
      const server = createServer((request, response) => {
        asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ""}`);
        if (request.url === "/raw") return response.end(raw);
        const { port } = server.address() as AddressInfo;
        response.setHeader("content-type", "application/json");
        return response.end(
          JSON.stringify({
            object: "email",
            id: "in-1",
            headers: {},
            raw: { download_url: `http://127.0.0.1:${port}/raw` },
          }),
        );
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      stop = () => new Promise((resolve) => server.close(() => resolve()));
      const { env } = await import("@/server/env");
      vi.spyOn(await import("@/server/env"), "env").mockReturnValue({
        ...env(),
        RESEND_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      });
      await updateIntegration({ ctx, input: { kind: "resend", apiKey: "re_inbox" } });
      await retryIntegrationEvent({ ctx, input: { id: items[0]?.id ?? "" } });
      await work();
      vi.restoreAllMocks();
      expect(asked[0]).toBe("GET /emails/receiving/in-1 Bearer re_inbox");
      const replies = await withWorkspace(ctx, (tx) => tx.select().from(signal).where(eq(signal.kind, "reply")));
      // when it came, not when the key was there
      expect(replies).toMatchObject([{ touchId: mail.touchId, verdict: "human", occurredAt: new Date(at) }]);
    });

    test("is fetched beside what else came: who is slow to answer keeps nobody waiting", async () => {
      const asked: ServerResponse[] = [];
      const server = createServer((_, response) => {
        asked.push(response);
        if (asked.length < 2) return;
        for (const one of asked) {
          one.writeHead(404, { "content-type": "application/json" });
          one.end(JSON.stringify({ statusCode: 404, name: "not_found", message: "no" }));
        }
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      stop = () => new Promise((resolve) => server.close(() => resolve()));
      const { env } = await import("@/server/env");
      vi.spyOn(await import("@/server/env"), "env").mockReturnValue({
        ...env(),
        RESEND_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      });
      await updateIntegration({ ctx, input: { kind: "resend", apiKey: "re_inbox" } });
      for (const id of ["in-2", "in-3"]) await send("email.received", { email_id: id });
      await work();
      vi.restoreAllMocks();
      const { items } = await listIntegrationEvents({ ctx, input: { kind: "resend" } });
      expect(items.slice(0, 2)).toMatchObject([{ state: "ignored" }, { state: "ignored" }]);
    });
  });
});
