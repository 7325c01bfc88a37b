import { expect, it } from "vitest";
import { dayIn, daysOfSpan } from "./report-range";

it("a span ends today, where the workspace is, and has so many days", () => {
  const late = new Date("2026-03-01T23:30:00Z");
  expect([dayIn(late, "Europe/Berlin"), dayIn(late, "UTC")]).toEqual(["2026-03-02", "2026-03-01"]);
  expect(daysOfSpan("7", "2026-03-02")).toEqual({ from: "2026-02-24", to: "2026-03-02" });
  expect(daysOfSpan("year", "2026-03-02")).toEqual({ from: "2025-03-03", to: "2026-03-02" });
});
