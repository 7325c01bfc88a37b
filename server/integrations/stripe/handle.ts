import Stripe from "stripe";
import { z } from "zod";
import { toEmailKey } from "@/core/address";
import { toEpochMs } from "@/core/instant";
import type { JsonObject } from "@/core/json";
import { cutText } from "@/core/storable-text";
import { withWorkspace } from "@/db/client";
import { env } from "@/server/env";
import type { EventOutcome, ProviderEvent } from "@/server/integrations/resend/handle";
import {
  lineSchema,
  readCheckout,
  readInvoice,
  refsOfLine,
  type StripePurchase,
} from "@/server/integrations/stripe/read-purchase";
import type { KnownContact } from "@/server/services/contacts/find-known";
import { systemContext } from "@/server/services/context";
import { storeHappenings } from "@/server/services/events/store";
import { findProductsByKey } from "@/server/services/products/find-by-key";

const eventSchema = z.looseObject({ created: z.number(), data: z.looseObject({ object: z.unknown() }) });

const readers: Readonly<Record<string, (object: unknown) => StripePurchase | null>> = {
  "checkout.session.completed": readCheckout,
  "checkout.session.async_payment_succeeded": readCheckout,
  "invoice.paid": readInvoice,
};

const TIMEOUT_MS = 15_000;

/** What a checkout is stored as that nothing was paid for: a custom event that may begin a sequence, and no purchase. */
const FREE_CHECKOUT = "checkout.free";

/**
 * Stores what was bought. A checkout and its invoice are one purchase, whichever is told first and whichever names the products.
 */
export async function handleStripeEvent(event: ProviderEvent): Promise<EventOutcome> {
  const read = readers[event.type];
  if (!read) return { state: "ignored", says: `Nothing is done about ${event.type}` };
  const { created, data } = eventSchema.parse(event.payload);
  const purchase = read(data.object);
  if (purchase === null) return { state: "ignored", says: "Nothing was paid (yet)" };
  const contact = toContact(purchase);
  if (contact === null) return { state: "ignored", says: "It names nobody: no address, no customer" };
  const refs = purchase.checkoutId === null ? purchase.refs : await askForLines(event.apiKey, purchase.checkoutId);
  const ctx = systemContext({ workspaceId: event.workspaceId, name: "stripe", offsetMs: event.clockOffsetMs });
  return withWorkspace(ctx, async (tx) => {
    const products = await findProductsByKey(tx, ctx.workspaceId, [...refs, ...refs.map(lower)], "stripe");
    const productIds = [...new Set(refs.flatMap((ref) => products.get(ref) ?? products.get(lower(ref)) ?? []))];
    const isFree = purchase.kind === "free";
    const [stored] = await storeHappenings(tx, ctx, "stripe", [
      {
        contact,
        did: {
          ...(isFree
            ? { kind: "event", name: FREE_CHECKOUT, productIds: [] }
            : { kind: "purchase", name: refs[0] ?? "", productIds, isOneOfSeveral: true }),
          sourceId: purchase.key,
          occurredAt: toEpochMs(created * 1_000 + event.clockOffsetMs),
          data: dataOf(purchase, refs, productIds),
        },
      },
    ]);
    return { state: "handled", says: toWords({ isFree, isNew: stored?.isNew === true, productIds, refs }) };
  });
}

function toWords(of: {
  isFree: boolean;
  isNew: boolean;
  productIds: readonly string[];
  refs: readonly string[];
}): string {
  if (of.isFree) return `Nothing was paid: the event ${FREE_CHECKOUT}`;
  if (!of.isNew) return "The same purchase was told before";
  if (of.productIds.length > 0) return "A purchase";
  return `A purchase of nothing we know: ${of.refs.join(", ") || "no product named"}`;
}

const lower = (ref: string): string => ref.toLowerCase();

function toContact(purchase: StripePurchase): KnownContact | null {
  const email = purchase.email !== null && toEmailKey(purchase.email) !== null ? purchase.email : null;
  if (email === null && purchase.externalId === null && purchase.customerId === null) return null;
  const [firstName = null, ...rest] = (purchase.name ?? "").split(/\s+/).filter(Boolean);
  return {
    email,
    firstName: firstName === null ? null : cutText(firstName, 120),
    lastName: cutText(rest.join(" "), 120) || null,
    companyName: null,
    phone: purchase.phone?.slice(0, 40) ?? null,
    country:
      purchase.country !== null && /^[A-Za-z]{2}$/.test(purchase.country) ? purchase.country.toUpperCase() : null,
    timeZone: null,
    externalId: purchase.externalId?.slice(0, 200) ?? null,
    tags: [],
    attributes: {},
    aliases: purchase.customerId === null ? [] : [`stripe:${purchase.customerId}`],
  };
}

function dataOf(purchase: StripePurchase, refs: readonly string[], productIds: readonly string[]): JsonObject {
  return {
    products: [...refs],
    productIds: [...productIds],
    correlationKey: purchase.correlationKey,
    ...(purchase.amount === null ? {} : { amount: purchase.amount }),
    ...(purchase.currency === null ? {} : { currency: purchase.currency }),
  };
}

/** A checkout's event does not say what was bought; with a key we ask. Without one it is a purchase of something. */
async function askForLines(apiKey: string | null, checkoutId: string): Promise<string[]> {
  if (apiKey === null) return [];
  const stripe = new Stripe(apiKey, { timeout: TIMEOUT_MS, maxNetworkRetries: 1, ...stripeHost() });
  const lines = await stripe.checkout.sessions.listLineItems(checkoutId, { limit: 100 });
  return lines.data.flatMap((line) => refsOfLine(lineSchema.parse(line)));
}

/** Another address than Stripe's, for a proxy or a test. */
function stripeHost(): { host?: string; port?: string; protocol?: "http" | "https" } {
  const { STRIPE_BASE_URL: base } = env();
  if (base === undefined) return {};
  const url = new URL(base);
  const protocol = url.protocol === "https:" ? "https" : "http";
  return { host: url.hostname, port: url.port || (protocol === "https" ? "443" : "80"), protocol };
}
