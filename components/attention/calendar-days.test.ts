import { expect, test } from "vitest";
import { addDays, dayIn, daysShown, mondayOf, sayDay, sayPage, turnPage } from "./calendar-days";

test("weeks begin on Monday, over the ends of months, years and summer time", () => {
  expect(mondayOf("2026-11-29")).toBe("2026-11-23");
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2026-10-25", 1)).toBe("2026-10-26");
  expect(daysShown("week", "2026-11-29")).toEqual([23, 24, 25, 26, 27, 28, 29].map((n) => `2026-11-${n}`));
});

test("a month shows whole weeks", () => {
  const days = daysShown("month", "2026-11-29");
  expect([days[0], days.at(-1), days.length]).toEqual(["2026-10-26", "2026-12-06", 42]);
  expect(daysShown("month", "2027-02-10")).toHaveLength(28);
});

test("turning pages keeps the day where the month has it", () => {
  expect(turnPage("week", "2026-12-30", 1)).toBe("2027-01-06");
  expect(turnPage("month", "2026-01-31", 1)).toBe("2026-02-28");
  expect(turnPage("month", "2026-01-15", -1)).toBe("2025-12-15");
  expect(turnPage("month", "2026-12-31", 1)).toBe("2027-01-31");
});

test("said as people say it, in the zone of the workspace", () => {
  expect(sayDay("2026-05-21")).toBe("Thursday 21 May");
  expect(sayPage("month", "2026-05-21")).toBe("May 2026");
  expect(sayPage("week", "2026-11-30")).toBe("30 November to 6 December 2026");
  expect(dayIn(new Date("2026-05-21T23:30:00Z"), "Europe/Berlin")).toBe("2026-05-22");
});
