import { expect, test } from "vitest";
import { stillAhead } from "./still-ahead";

test("an end that is over holds nothing any more", () => {
  const now = new Date("2026-05-04T10:00:00Z");
  const later = new Date("2026-05-04T10:00:01Z");
  expect([stillAhead(later, now), stillAhead(now, now), stillAhead(null, now)]).toEqual([later, null, null]);
});
