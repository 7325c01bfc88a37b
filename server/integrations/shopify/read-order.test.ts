import { expect, test } from "vitest";
import { readOrder } from "@/server/integrations/shopify/read-order";

const paid = {
  id: 4501,
  financial_status: "paid",
  email: "bea@shop.example",
  total_price: "49.50",
  currency: "eur",
  processed_at: "2026-05-04T12:00:00+02:00",
  customer: { id: 77, first_name: "Bea", last_name: "Buyer", default_address: { country_code: "AT" } },
  line_items: [
    { variant_id: 9, product_id: 8, sku: "MUG-1", title: "Mug" },
    { variant_id: null, title: "Gift wrap" },
  ],
};

test("an order that was paid names who, what by each of its names, and how much", () => {
  expect(readOrder(paid)).toEqual({
    order: {
      key: "order/4501",
      isFree: false,
      email: "bea@shop.example",
      firstName: "Bea",
      lastName: "Buyer",
      phone: null,
      country: "AT",
      customerId: "77",
      lines: [["9", "8", "MUG-1", "Mug"], ["Gift wrap"]],
      amount: 49.5,
      currency: "EUR",
      paidAt: "2026-05-04T12:00:00+02:00",
      correlationKey: "4501",
    },
  });
});

test.each([
  ["yen have no smaller unit", { total_price: "900", currency: "JPY" }, { amount: 900, isFree: false }],
  ["dinars have thousandths", { total_price: "5.120", currency: "KWD" }, { amount: 5.12 }],
  ["a voucher for all of it", { total_price: "0.00" }, { amount: 0, isFree: true }],
  ["an amount that is none", { total_price: "many" }, { amount: null, isFree: false }],
  [
    "an address only the customer has",
    { email: "", customer: { email: "c@shop.example" } },
    { email: "c@shop.example" },
  ],
  ["some of it went back", { financial_status: "partially_refunded" }, { key: "order/4501" }],
])("%s", (_, change, read) => {
  expect(readOrder({ ...paid, ...change }).order).toMatchObject(read);
});

test.each([
  ["a test of the shop", { test: true }],
  ["not paid yet", { financial_status: "pending" }],
  ["given up", { financial_status: "voided" }],
])("no purchase: %s", (_, change) => {
  expect(readOrder({ ...paid, ...change }).order).toBeNull();
});

test("what is no order is refused", () => {
  expect(() => readOrder({ line_items: "all" })).toThrow();
});
