import { describe, expect, it } from "vitest";
import { dayIn, formatDuration, formatInstant, formatRelative, toZoneName } from "./date-format";

const at = new Date("2026-05-04T08:12:00Z");

describe("formatInstant", () => {
  it("writes the instant in the asked zone", () => {
    expect(formatInstant(at, "Europe/Berlin", "short", 2026)).toBe("Mon 4 May 10:12");
    expect(formatInstant(at, "Asia/Kolkata", "time")).toBe("13:42");
    expect(formatInstant(at, "UTC", "full")).toBe("Mon 4 May 2026 08:12");
  });
  it("names the year when it is another one or not known", () => {
    expect(formatInstant(at, "Europe/Berlin", "day", 2026)).toBe("Mon 4 May");
    expect(formatInstant(at, "Europe/Berlin", "day", 2027)).toBe("Mon 4 May 2026");
    expect(formatInstant(at, "Europe/Berlin", "short")).toBe("Mon 4 May 2026 10:12");
  });
  it("crosses midnight, daylight saving and September", () => {
    expect(formatInstant(new Date("2026-09-30T22:30:00Z"), "Europe/Berlin", "short", 2026)).toBe("Thu 1 Oct 00:30");
    expect(formatInstant(new Date("2026-09-30T20:30:00Z"), "Europe/Berlin", "day", 2026)).toBe("Wed 30 Sep");
    expect(formatInstant(new Date("2026-03-29T01:00:00Z"), "Europe/Berlin", "time")).toBe("03:00");
  });
});

describe("durations", () => {
  it("uses two units and cuts", () => {
    expect(formatDuration(82_020_000)).toBe("22 h 47 m");
    expect(formatDuration(61 * 3_600_000 + 40 * 60_000)).toBe("61 h 40 m");
    expect(formatDuration(4 * 86_400_000)).toBe("4 d");
    expect(formatDuration(45_900)).toBe("45 s");
  });
  it("says before, after and now", () => {
    expect(formatRelative(new Date(at.getTime() + 3 * 3_600_000), at)).toBe("in 3 h");
    expect(formatRelative(new Date(at.getTime() - 12 * 60_000), at)).toBe("12 m ago");
    expect(formatRelative(at, at)).toBe("now");
  });
});

it("knows which day it is where", () => {
  const late = new Date("2026-03-01T23:30:00Z");
  expect([dayIn(late, "Europe/Berlin"), dayIn(late, "UTC")]).toEqual(["2026-03-02", "2026-03-01"]);
});

it("names a zone by its town", () => {
  expect(toZoneName("America/Argentina/Buenos_Aires")).toBe("Buenos Aires");
  expect(toZoneName("UTC")).toBe("UTC");
});
