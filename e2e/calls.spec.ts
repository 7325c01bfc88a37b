import { Analytics } from "@segment/analytics-node";
import Stripe from "stripe";
import { expect, test } from "./fixtures";
import { callApi } from "./pages/api";
import { openJourney } from "./pages/journey";
import { foundWorkspace, setUp } from "./pages/workspace";

const secret = `whsec_${Buffer.from("a secret of twenty-four b").toString("base64")}`;

/** A paid checkout as Stripe tells it. */
const checkout = JSON.stringify({
  id: "evt_1",
  object: "event",
  type: "checkout.session.completed",
  created: Math.floor(Date.now() / 1_000),
  data: {
    object: {
      id: "cs_1",
      object: "checkout.session",
      payment_status: "paid",
      amount_total: 4_950,
      currency: "eur",
      customer_details: { email: "lea@shop.example", name: "Lea Lind" },
      line_items: { data: [{ price: { id: "price_1", product: "prod_1" } }] },
    },
  },
});

test("Segment's stock library and payloads signed by Stripe's reach the running server, and the journey shows both", async ({
  page,
  baseURL,
}) => {
  const slug = await foundWorkspace(page, "Calls");
  await setUp(page, slug);
  const { key } = await callApi<{ key: string }>(page, slug, "keys.create", { name: "Shop" });
  const analytics = new Analytics({ writeKey: key, host: baseURL ?? "", flushAt: 5, maxRetries: 0 });
  const errors: unknown[] = [];
  analytics.on("error", (error) => errors.push(error));
  analytics.identify({ userId: "u-1", traits: { email: "lea@shop.example", name: "Lea Lind" } });
  analytics.track({ userId: "u-1", event: "Trial Started", properties: { plan: "pro" } });
  await analytics.closeAndFlush();
  expect(errors).toEqual([]);

  const [product] = await callApi<{ id: string }[]>(page, slug, "products.list");
  await callApi(page, slug, "products.addRef", { productId: product?.id, source: "stripe", ref: "price_1" });
  await callApi(page, slug, "integrations.connect", { kind: "stripe" });
  await callApi(page, slug, "integrations.update", { kind: "stripe", signingSecret: secret, apiKey: null });
  const connected = await callApi<{ kind: string; url: string }[]>(page, slug, "integrations.list");
  const { pathname } = new URL(connected.find(({ kind }) => kind === "stripe")?.url ?? "");
  const tell = async (by: string) => {
    const signature = new Stripe("sk_test_none").webhooks.generateTestHeaderString({ payload: checkout, secret: by });
    const headers = { "content-type": "application/json", "stripe-signature": signature };
    return (await page.request.post(pathname, { data: checkout, headers })).status();
  };
  expect(await tell("whsec_another")).toBeGreaterThanOrEqual(400);
  expect(await tell(secret)).toBe(200);
  expect(await tell(secret)).toBe(200); // providers repeat themselves

  const journey = await openJourney(page, slug, "lea@shop.example");
  await expect(journey.getByText(/Trial Started/).first()).toBeVisible();
  await expect(journey.getByText("Bought Site Pro for 49.5 EUR", { exact: true })).toHaveCount(1);
});
