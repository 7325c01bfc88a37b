import { z } from "zod";

/** An order as Shopify tells it once it is paid. */
export interface ShopifyOrder {
  /** "order/4501": told again, by whatever call, it is the same. */
  readonly key: string;
  /** Nothing was charged: a voucher for all of it, a gift. */
  readonly isFree: boolean;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly phone: string | null;
  readonly country: string | null;
  readonly customerId: string | null;
  /** Of each line what it is called, most exact first: variant, product, SKU, title. */
  readonly lines: readonly (readonly string[])[];
  /** In whole units of the currency, as Shopify tells it. */
  readonly amount: number | null;
  readonly currency: string | null;
  /** ISO 8601; null where it is not told. */
  readonly paidAt: string | null;
  readonly correlationKey: string;
}

const text = z.string().nullish();
/** Shopify's ids are numbers in JSON and words in its newer APIs. */
const idText = z.union([z.string(), z.number().transform(String)]).nullish();
const place = z.looseObject({ country_code: text }).nullish();

const orderSchema = z.looseObject({
  id: z.union([z.string().min(1), z.number().transform(String)]),
  test: z.boolean().nullish(),
  financial_status: text,
  email: text,
  contact_email: text,
  phone: text,
  /** A decimal in the currency's own units: "49.50", "900" yen. */
  total_price: z.union([z.string(), z.number().transform(String)]).nullish(),
  currency: text,
  processed_at: text,
  created_at: text,
  customer: z
    .looseObject({
      id: idText,
      email: text,
      first_name: text,
      last_name: text,
      phone: text,
      default_address: place,
    })
    .nullish(),
  billing_address: place,
  shipping_address: place,
  line_items: z.array(z.looseObject({ variant_id: idText, product_id: idText, sku: text, title: text })).nullish(),
});

/** Paid, and what it may be called once some of it went back. */
const PAID = new Set(["paid", "partially_refunded", "refunded"]);

export type ReadOrder = { readonly order: ShopifyOrder } | { readonly order: null; readonly says: string };

/** What was bought. None for an order of the shop's own tests and for one that is not paid: the topic of a call is not signed. @throws ZodError */
export function readOrder(payload: unknown): ReadOrder {
  const told = orderSchema.parse(payload);
  if (told.test === true) return { order: null, says: "An order of a test" };
  if (told.financial_status != null && !PAID.has(told.financial_status))
    return { order: null, says: "Nothing was paid (yet)" };
  const { customer } = told;
  const amount = toAmount(told.total_price);
  return {
    order: {
      key: `order/${told.id}`,
      isFree: amount === 0,
      email: first(told.email, told.contact_email, customer?.email),
      firstName: first(customer?.first_name),
      lastName: first(customer?.last_name),
      phone: first(told.phone, customer?.phone),
      country: first(
        told.billing_address?.country_code,
        told.shipping_address?.country_code,
        customer?.default_address?.country_code,
      ),
      customerId: first(customer?.id),
      lines: (told.line_items ?? []).map(({ variant_id, product_id, sku, title }) =>
        [variant_id, product_id, sku, title].flatMap((ref) => first(ref) ?? []),
      ),
      amount,
      currency: first(told.currency)?.toUpperCase() ?? null,
      paidAt: first(told.processed_at, told.created_at),
      correlationKey: told.id,
    },
  };
}

const first = (...of: readonly (string | null | undefined)[]): string | null =>
  of.map((one) => one?.trim() ?? "").find((one) => one !== "") ?? null;

function toAmount(decimal: string | null | undefined): number | null {
  if (decimal == null || !/^\d+(\.\d+)?$/.test(decimal.trim())) return null;
  return Number(decimal);
}
