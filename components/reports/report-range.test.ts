import { expect, it } from "vitest";
import { daysOfSpan } from "./report-range";

it("a span ends today and has so many days", () => {
  expect(daysOfSpan("7", "2026-03-02")).toEqual({ from: "2026-02-24", to: "2026-03-02" });
  expect(daysOfSpan("year", "2026-03-02")).toEqual({ from: "2025-03-03", to: "2026-03-02" });
});
