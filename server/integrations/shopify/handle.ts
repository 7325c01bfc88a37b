import { z } from "zod";
import { toEmailKey } from "@/core/address";
import { toEpochMs } from "@/core/instant";
import { cutText } from "@/core/storable-text";
import { withWorkspace } from "@/db/client";
import type { EventOutcome, ProviderEvent } from "@/server/integrations/resend/handle";
import { readOrder, type ShopifyOrder } from "@/server/integrations/shopify/read-order";
import type { KnownContact } from "@/server/services/contacts/find-known";
import { systemContext } from "@/server/services/context";
import { storeHappenings } from "@/server/services/events/store";
import { findProductsByKey } from "@/server/services/products/find-by-key";

export const PAID_TOPIC = "orders/paid";
const callSchema = z.looseObject({
  order: z.unknown(),
  triggeredAt: z.iso.datetime({ offset: true }).nullish().catch(null),
});

/** What an order is stored as that nothing was charged for, as a free checkout is. */
const FREE_CHECKOUT = "checkout.free";

/** Stores what was bought, once per order, however often and in however many calls it is told. */
export async function handleShopifyEvent(event: ProviderEvent): Promise<EventOutcome> {
  if (event.type !== PAID_TOPIC) return { state: "ignored", says: `Nothing is done about ${event.type}` };
  const { order: told, triggeredAt } = callSchema.parse(event.payload);
  const read = readOrder(told);
  if (read.order === null) return { state: "ignored", says: read.says };
  const { order } = read;
  const contact = toContact(order);
  if (contact === null) return { state: "ignored", says: "It names nobody: no address, no customer" };
  const at = Date.parse(triggeredAt ?? order.paidAt ?? "");
  const ctx = systemContext({ workspaceId: event.workspaceId, name: "shopify", offsetMs: event.clockOffsetMs });
  const occurredAt = Number.isNaN(at) ? toEpochMs(ctx.now()) : toEpochMs(at + event.clockOffsetMs);
  return withWorkspace(ctx, async (tx) => {
    const refs = order.lines.flat();
    const products = await findProductsByKey(tx, ctx.workspaceId, [...refs, ...refs.map(lower)], "shopify");
    // of each line the most exact name that is known
    const productIds = order.lines.flatMap(
      (line) => line.map((ref) => products.get(ref) ?? products.get(lower(ref))).find((id) => id !== undefined) ?? [],
    );
    const bought = [...new Set(productIds)];
    const [stored] = await storeHappenings(tx, ctx, "shopify", [
      {
        contact,
        did: {
          ...(order.isFree
            ? { kind: "event", name: FREE_CHECKOUT, productIds: [] }
            : { kind: "purchase", name: order.lines[0]?.at(-1) ?? "", productIds: bought }),
          sourceId: order.key,
          occurredAt,
          data: {
            products: refs,
            productIds: bought,
            correlationKey: order.correlationKey,
            ...(order.amount === null ? {} : { amount: order.amount }),
            ...(order.currency === null ? {} : { currency: order.currency }),
          },
        },
      },
    ]);
    if (stored?.isNew !== true) return { state: "handled", says: "The same order was told before" };
    if (order.isFree) return { state: "handled", says: `Nothing was paid: the event ${FREE_CHECKOUT}` };
    if (bought.length > 0) return { state: "handled", says: "A purchase" };
    return { state: "handled", says: `A purchase of nothing we know: ${refs.join(", ") || "no product named"}` };
  });
}

const lower = (ref: string): string => ref.toLowerCase();

function toContact(order: ShopifyOrder): KnownContact | null {
  const email = order.email !== null && toEmailKey(order.email) !== null ? order.email : null;
  if (email === null && order.customerId === null) return null;
  return {
    email,
    firstName: order.firstName === null ? null : cutText(order.firstName, 120),
    lastName: order.lastName === null ? null : cutText(order.lastName, 120),
    companyName: null,
    phone: order.phone?.slice(0, 40) ?? null,
    country: order.country !== null && /^[A-Za-z]{2}$/.test(order.country) ? order.country.toUpperCase() : null,
    timeZone: null,
    externalId: null,
    tags: [],
    attributes: {},
    aliases: order.customerId === null ? [] : [`shopify:${order.customerId}`],
  };
}
