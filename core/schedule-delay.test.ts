import { describe, expect, test } from "vitest";
import { toEpochMs, toIso } from "@/core/instant";
import { addDuration, aroundDate, nextTimeOfDay, nextWorkingMorning } from "./schedule-delay";

const zone = "Europe/Berlin";
const at = (iso: string) => toEpochMs(iso);

describe("addDuration", () => {
  test("days keep the local time over a change of clocks, hours do not", () => {
    expect(toIso(addDuration(at("2026-03-28T10:15:30+01:00"), { days: 1 }, zone))).toBe("2026-03-29T08:15:30.000Z");
    expect(toIso(addDuration(at("2026-03-28T10:15:30+01:00"), { hours: 24 }, zone))).toBe("2026-03-29T09:15:30.000Z");
    expect(toIso(addDuration(at("2026-10-24T10:00:00+02:00"), { weeks: 1 }, zone))).toBe("2026-10-31T09:00:00.000Z");
  });

  test("into the hour left out: the next valid minute; from the repeated hour: the same wall clock", () => {
    expect(toIso(addDuration(at("2026-03-28T02:30:00+01:00"), { days: 1 }, zone))).toBe("2026-03-29T01:00:00.000Z");
    expect(toIso(addDuration(at("2026-10-25T01:30:00Z"), { days: 1 }, zone))).toBe("2026-10-26T01:30:00.000Z");
  });

  test.each([
    ["Africa/Cairo", "2026-10-29T21:30:15Z", "2026-10-30T21:30:15.000Z"], // 23:30 on 29 October for the second time
    ["Africa/Cairo", "2026-10-29T20:30:00Z", "2026-10-30T21:30:00.000Z"], // for the first: a day of 25 hours
    ["Asia/Beirut", "2026-10-24T21:10:00Z", "2026-10-25T21:10:00.000Z"],
    ["America/Nuuk", "2026-10-25T01:45:00Z", "2026-10-26T01:45:00.000Z"],
    ["America/St_Johns", "2010-11-07T03:00:00Z", "2010-11-08T03:00:00.000Z"], // back from 0:01: the new day had begun
  ])("where clocks go back over midnight the second time keeps its date too: %s, %s", (there, from, to) => {
    expect(toIso(addDuration(at(from), { days: 1 }, there))).toBe(to);
  });

  test("nothing is nothing", () => {
    expect(addDuration(at("2026-10-25T01:30:00Z"), {}, zone)).toBe(at("2026-10-25T01:30:00Z"));
  });
});

describe("nextTimeOfDay", () => {
  const nine = { minute: 540, weekdays: [] };
  test("now counts; a millisecond later is tomorrow", () => {
    expect(toIso(nextTimeOfDay(at("2026-05-20T09:00:00+02:00"), nine, zone))).toBe("2026-05-20T07:00:00.000Z");
    expect(toIso(nextTimeOfDay(at("2026-05-20T09:00:00.001+02:00"), nine, zone))).toBe("2026-05-21T07:00:00.000Z");
  });

  test("only on the weekdays given", () => {
    const tuesday = { minute: 540, weekdays: [1] };
    expect(toIso(nextTimeOfDay(at("2026-05-20T08:00:00+02:00"), tuesday, zone))).toBe("2026-05-26T07:00:00.000Z");
    expect(() => nextTimeOfDay(at("2026-05-20T08:00:00+02:00"), { minute: 0, weekdays: [9] }, zone)).toThrow(
      RangeError,
    );
  });

  test("a time that exists twice fires once", () => {
    const halfPastTwo = { minute: 150, weekdays: [] };
    expect(toIso(nextTimeOfDay(at("2026-10-25T00:00:00Z"), halfPastTwo, zone))).toBe("2026-10-25T00:30:00.000Z");
    expect(toIso(nextTimeOfDay(at("2026-10-25T00:31:00Z"), halfPastTwo, zone))).toBe("2026-10-26T01:30:00.000Z");
  });
});

test("aroundDate: before and after a date attribute, and nothing for what is no date", () => {
  expect(toIso(aroundDate("2026-03-30", -1, 540, zone) ?? at("1970-01-01T00:00:00Z"))).toBe("2026-03-29T07:00:00.000Z");
  expect(toIso(aroundDate("2026-02-27", 2, 540, zone) ?? at("1970-01-01T00:00:00Z"))).toBe("2026-03-01T08:00:00.000Z");
  // an instant: its civil date in the zone, here already the 21st
  expect(toIso(aroundDate("2026-05-20T23:30:00Z", 0, 0, zone) ?? at("1970-01-01T00:00:00Z"))).toBe(
    "2026-05-20T22:00:00.000Z",
  );
  for (const value of ["2026-02-30", "soon", "", "2026-05-20T10:00"]) expect(aroundDate(value, 0, 0, zone)).toBeNull();
});

test("nextWorkingMorning: the same day before nine, over the weekend and a holiday", () => {
  expect(toIso(nextWorkingMorning(at("2026-05-21T00:00:00+02:00"), zone))).toBe("2026-05-21T07:00:00.000Z");
  expect(toIso(nextWorkingMorning(at("2026-05-22T10:00:00+02:00"), zone))).toBe("2026-05-25T07:00:00.000Z");
  const holidays = { minute: 540, weekdays: [0, 1, 2, 3, 4], holidays: ["2026-05-25"] };
  expect(toIso(nextWorkingMorning(at("2026-05-22T10:00:00+02:00"), zone, holidays))).toBe("2026-05-26T07:00:00.000Z");
  expect(() => nextWorkingMorning(at("2026-05-22T10:00:00+02:00"), zone, { ...holidays, weekdays: [] })).toThrow(
    RangeError,
  );
});
