import { describe, expect, test } from "vitest";
import { toWholeUnits } from "@/server/integrations/stripe/amount";
import { readCheckout, readInvoice } from "@/server/integrations/stripe/read-purchase";

test.each([
  [4_950, "eur", 49.5],
  [900, "JPY", 900],
  [5_120, "kwd", 5.12],
  [1_500, "bhd", 1.5],
  [500, "ugx", 5],
  [500, "isk", 5],
  [100, null, 1],
  [null, "eur", null],
])("%s %s is %s whole units", (minor, currency, whole) => {
  expect(toWholeUnits(minor, currency)).toBe(whole);
});

describe("what nothing was paid for is no purchase", () => {
  const session = { id: "cs_1", payment_status: "paid", amount_total: 900, currency: "eur", invoice: "in_1" };
  const invoice = { id: "in_1", amount_paid: 900, total: 900, currency: "eur" };

  test.each([
    ["paid", session, { kind: "purchase", key: "invoice/in_1", amount: 9 }],
    ["not paid yet", { ...session, payment_status: "unpaid" }, null],
    [
      "a free trial",
      { ...session, payment_status: "no_payment_required", amount_total: 0 },
      { kind: "free", key: "checkout/cs_1" },
    ],
    ["a voucher for all of it", { ...session, amount_total: 0 }, { kind: "free" }],
    ["a card kept for later", { ...session, mode: "setup", payment_status: "no_payment_required" }, null],
    ["an amount nobody told", { ...session, amount_total: null }, { kind: "purchase", amount: null }],
  ])("a checkout: %s", (_, told, read) => {
    expect(readCheckout(told)).toEqual(read === null ? null : expect.objectContaining(read));
  });

  test.each([
    ["paid", invoice, { kind: "purchase", amount: 9 }],
    ["a trial's first", { ...invoice, amount_paid: 0, total: 0 }, null],
    ["out of credit", { ...invoice, amount_paid: 0 }, { kind: "purchase", amount: 9 }],
    ["money given back", { ...invoice, amount_paid: 0, total: -400 }, null],
    ["an amount nobody told", { id: "in_1" }, { kind: "purchase", amount: null }],
  ])("an invoice: %s", (_, told, read) => {
    expect(readInvoice(told)).toEqual(read === null ? null : expect.objectContaining(read));
  });
});
