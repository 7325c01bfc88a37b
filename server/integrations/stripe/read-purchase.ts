import { z } from "zod";
import { toWholeUnits } from "@/server/integrations/stripe/amount";

/** A purchase as Stripe tells it, or a checkout that nothing was paid for. */
export interface StripePurchase {
  readonly kind: "purchase" | "free";
  /** The same purchase told by several events (a checkout and its first invoice) has the same one. */
  readonly key: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly country: string | null;
  /** Our own id of the person, where the shop passed it on. */
  readonly externalId: string | null;
  readonly customerId: string | null;
  /** Ids of prices and products, and look-up keys, most exact first. */
  readonly refs: readonly string[];
  /** In whole units of the currency. */
  readonly amount: number | null;
  readonly currency: string | null;
  /** Its products stand only in Stripe: they must be asked for. */
  readonly checkoutId: string | null;
  readonly correlationKey: string;
}

const idOr = z.union([z.string(), z.looseObject({ id: z.string() }).transform(({ id }) => id)]).nullish();
const text = z.string().nullish();
const metadata = z.record(z.string(), z.string()).nullish().catch(null);

const priceSchema = z.looseObject({ id: text, product: idOr, lookup_key: text });
export const lineSchema = z.looseObject({
  price: priceSchema.nullish(),
  pricing: z.looseObject({ price_details: z.looseObject({ price: idOr, product: idOr }).nullish() }).nullish(),
  metadata,
});

const checkoutSchema = z.looseObject({
  id: z.string(),
  payment_status: z.string(),
  mode: text,
  invoice: idOr,
  customer: idOr,
  client_reference_id: text,
  customer_email: text,
  customer_details: z
    .looseObject({ email: text, name: text, phone: text, address: z.looseObject({ country: text }).nullish() })
    .nullish(),
  amount_total: z.number().nullish(),
  currency: text,
  line_items: z.looseObject({ data: z.array(lineSchema) }).nullish(),
  metadata,
});

const invoiceSchema = z.looseObject({
  id: z.string(),
  customer: idOr,
  customer_email: text,
  customer_name: text,
  customer_phone: text,
  customer_address: z.looseObject({ country: text }).nullish(),
  amount_paid: z.number().nullish(),
  total: z.number().nullish(),
  currency: text,
  lines: z.looseObject({ data: z.array(lineSchema) }).nullish(),
  metadata,
});

/** What a line sells, most exact first; `metadata.product` is the shop's own word for it. */
export const refsOfLine = (line: z.output<typeof lineSchema>): string[] =>
  [
    line.metadata?.product,
    line.price?.id ?? line.pricing?.price_details?.price,
    line.price?.product ?? line.pricing?.price_details?.product,
    line.price?.lookup_key,
  ].flatMap((ref) => (ref == null || ref === "" ? [] : [ref]));

/** Keys the shop itself wrote into a checkout or invoice: `metadata.products = "pro, mug"`. */
const named = (of: Record<string, string> | null | undefined): string[] =>
  `${of?.products ?? ""},${of?.product ?? ""}`
    .split(",")
    .map((key) => key.trim())
    .filter(Boolean);

/**
 * A checkout that was paid, or that needed no money: a free trial, a voucher for all of it. Null for one that is not paid (yet) and
 * for one that only keeps a card.
 */
export function readCheckout(object: unknown): StripePurchase | null {
  const session = checkoutSchema.parse(object);
  if (session.payment_status === "unpaid" || session.mode === "setup") return null;
  const isFree = session.payment_status === "no_payment_required" || session.amount_total === 0;
  const { customer_details: details } = session;
  const refs = [...named(session.metadata), ...(session.line_items?.data ?? []).flatMap(refsOfLine)];
  return {
    kind: isFree ? "free" : "purchase",
    // the first invoice of a subscription is the same purchase
    key: session.invoice == null || isFree ? `checkout/${session.id}` : `invoice/${session.invoice}`,
    email: details?.email ?? session.customer_email ?? null,
    name: details?.name ?? null,
    phone: details?.phone ?? null,
    country: details?.address?.country ?? null,
    externalId: session.client_reference_id ?? null,
    customerId: session.customer ?? null,
    refs,
    amount: toWholeUnits(session.amount_total, session.currency),
    currency: session.currency?.toUpperCase() ?? null,
    checkoutId: refs.length === 0 ? session.id : null,
    correlationKey: session.id,
  };
}

/** An invoice that was paid, by card or out of credit; null where there was nothing to pay, as for a trial. */
export function readInvoice(object: unknown): StripePurchase | null {
  const invoice = invoiceSchema.parse(object);
  const paid = invoice.amount_paid === 0 ? (invoice.total ?? 0) : invoice.amount_paid;
  if (paid != null && paid <= 0) return null;
  return {
    kind: "purchase",
    key: `invoice/${invoice.id}`,
    email: invoice.customer_email ?? null,
    name: invoice.customer_name ?? null,
    phone: invoice.customer_phone ?? null,
    country: invoice.customer_address?.country ?? null,
    externalId: null,
    customerId: invoice.customer ?? null,
    refs: [...named(invoice.metadata), ...(invoice.lines?.data ?? []).flatMap(refsOfLine)],
    amount: toWholeUnits(paid, invoice.currency),
    currency: invoice.currency?.toUpperCase() ?? null,
    checkoutId: null,
    correlationKey: invoice.id,
  };
}
