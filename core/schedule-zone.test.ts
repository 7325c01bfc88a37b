import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { toEpochMs } from "@/core/instant";
import { isZone, monthStartOf, nextMonthOf, toCivilDay, toIsoDate, weekdayOf, zoneCalendar } from "./schedule-zone";

const zones = [
  "Europe/Berlin",
  "America/New_York",
  "America/Santiago",
  "America/Havana",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
  "Pacific/Apia",
];

test("day, start of day and wall clock agree with Temporal at any instant", () => {
  const instant = fc.integer({ min: Date.UTC(2011, 0), max: Date.UTC(2030, 0) });
  fc.assert(
    fc.property(instant, fc.constantFrom(...zones), (ms, zone) => {
      const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
      const calendar = zoneCalendar(zone);
      const day = calendar.dayOf(toEpochMs(ms));
      expect(toIsoDate(day)).toBe(local.toPlainDate().toString());
      expect(weekdayOf(day)).toBe(local.dayOfWeek - 1);
      expect(calendar.startOf(day)).toBe(local.startOfDay().epochMilliseconds);
      expect(calendar.minuteOf(toEpochMs(ms))).toBe(local.hour * 60 + local.minute);
    }),
    { numRuns: 300 },
  );
});

test("a local time is what the wall clock shows, or the end of the gap it fell into", () => {
  const days = ["2026-03-29", "2026-10-25", "2026-09-06", "2026-04-05", "2026-10-04", "2026-11-01", "2026-03-08"];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.constantFrom(...days),
      fc.integer({ min: 0, max: 1439 }),
      (zone, date, minute) => {
        const calendar = zoneCalendar(zone);
        const found = calendar.instantOf(toCivilDay(date), minute);
        const shown = calendar.minuteOf(found);
        if (shown === minute) {
          // the first of two: an hour earlier the clock did not show it
          expect(calendar.minuteOf(toEpochMs(found - 3_600_000))).not.toBe(minute);
          return;
        }
        const before = Temporal.Instant.fromEpochMilliseconds(found - 1).toZonedDateTimeISO(zone);
        const after = Temporal.Instant.fromEpochMilliseconds(found).toZonedDateTimeISO(zone);
        expect(after.offsetNanoseconds).toBeGreaterThan(before.offsetNanoseconds);
        expect(shown).toBeGreaterThan(minute);
      },
    ),
    { numRuns: 300 },
  );
});

test("months, dates and zones", () => {
  expect(toIsoDate(monthStartOf(toCivilDay("2026-12-31")))).toBe("2026-12-01");
  expect(toIsoDate(nextMonthOf(toCivilDay("2026-12-31")))).toBe("2027-01-01");
  expect(() => toCivilDay("2026-02-29")).toThrow(RangeError);
  expect(isZone("Europe/Rome")).toBe(true);
  expect(isZone("Mars/Base")).toBe(false);
});
