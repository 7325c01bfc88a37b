import { expect, test } from "vitest";
import { addDays, addMonths, daysShown, isDay, mondayOf, sayDay, sayPage, turnPage } from "./calendar-days";

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
  expect([addMonths("2026-08-31", 6), addMonths("2027-11-30", 3)]).toEqual(["2027-02-28", "2028-02-29"]);
});

test("said as people say it", () => {
  expect(sayDay("2026-05-21")).toBe("Thursday 21 May");
  expect(sayPage("month", "2026-05-21")).toBe("May 2026");
  expect(sayPage("week", "2026-11-30")).toBe("30 November to 6 December 2026");
});

test("an address that names no day there is shows today", () => {
  const days = ["2026-02-28", "2026-02-31", "2026-13-01", "2026-99-99", "today", "26-1-1", ""];
  expect(days.filter(isDay)).toEqual(["2026-02-28"]);
});
