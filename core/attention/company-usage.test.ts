import { expect, test } from "vitest";
import { DAY_MS, toEpochMs } from "@/core/instant";
import { companyUsage } from "./company-usage";
import type { CapRule } from "./rule";

const rule: CapRule = {
  id: "rul_1",
  version: 1,
  name: "Three of a company",
  scope: { kind: "company" },
  max: 2,
  window: { kind: "rolling", lengthMs: 7 * DAY_MS },
  minGapMs: null,
  counts: null,
  appliesTo: null,
  atCap: "hold",
  shelfLifeMs: null,
};
const now = toEpochMs(Date.UTC(2026, 4, 20));
const ago = (days: number, contactId: string) => ({
  ruleId: "rul_1",
  contactId,
  lastAt: toEpochMs(now - days * DAY_MS),
});

test("people written to in the window are counted, with when one more may be", () => {
  expect(companyUsage([rule], [ago(1, "a"), ago(3, "b"), ago(9, "c")], "UTC", now)).toMatchObject([
    { used: 2, max: 2, freesAt: now + 4 * DAY_MS, by: [{ contactId: "b" }, { contactId: "a", at: now - DAY_MS }] },
  ]);
  expect(companyUsage([rule], [ago(1, "a"), ago(9, "c")], "UTC", now)).toMatchObject([{ used: 1, freesAt: null }]);
});

test("other rules, and what they count, are none of its business", () => {
  expect(companyUsage([{ ...rule, scope: { kind: "everything" } }], [ago(1, "a")], "UTC", now)).toEqual([]);
  expect(companyUsage([{ ...rule, id: "rul_2" }], [ago(1, "a")], "UTC", now)).toMatchObject([{ used: 0 }]);
});

test("a gap alone is one of one for as long as it lasts", () => {
  const gap = { ...rule, max: null, window: null, minGapMs: 2 * DAY_MS };
  expect(companyUsage([gap], [ago(1, "a"), ago(1.5, "b")], "UTC", now)).toMatchObject([
    { used: 1, max: 1, freesAt: now + DAY_MS, by: [{ contactId: "a" }] },
  ]);
  expect(companyUsage([gap], [ago(3, "a")], "UTC", now)).toMatchObject([{ used: 0, freesAt: null, by: [] }]);
});
