import { describe, expect, it } from "vitest";
import { fromLocalInput, toClockTarget, toLocalInput, toPercent } from "./clock-target";

const berlin = "Europe/Berlin";
const iso = (date: Date | null) => date?.toISOString();

describe("steps of the sandbox clock", () => {
  it("counts hours as they pass and days as the wall clock shows them", () => {
    const eve = new Date("2026-03-28T09:15:30Z"); // Sat 10:15:30, the clocks change in the night
    expect(iso(toClockTarget("hour", eve, berlin))).toBe("2026-03-28T10:15:30.000Z");
    expect(iso(toClockTarget("day", eve, berlin))).toBe("2026-03-29T08:15:30.000Z"); // again 10:15:30
    expect(iso(toClockTarget("three", eve, berlin))).toBe("2026-03-31T08:15:30.000Z");
    expect(iso(toClockTarget("morning", eve, berlin))).toBe("2026-03-29T07:00:00.000Z");
    expect(iso(toClockTarget("week", eve, berlin))).toBe("2026-04-04T08:15:30.000Z");
  });

  it("finds the next Monday morning, today's if it is still to come", () => {
    expect(iso(toClockTarget("monday", new Date("2026-05-07T10:00:00Z"), berlin))).toBe("2026-05-11T07:00:00.000Z");
    expect(iso(toClockTarget("monday", new Date("2026-05-11T06:00:00Z"), berlin))).toBe("2026-05-11T07:00:00.000Z");
    expect(iso(toClockTarget("monday", new Date("2026-05-11T07:00:00Z"), berlin))).toBe("2026-05-18T07:00:00.000Z");
  });
});

describe("the date field", () => {
  it("speaks the zone's wall clock, both ways", () => {
    expect(toLocalInput(new Date("2026-05-04T08:12:40Z"), berlin)).toBe("2026-05-04T10:12");
    expect(iso(fromLocalInput("2026-05-04T10:12", berlin))).toBe("2026-05-04T08:12:00.000Z");
  });
  it("moves a time that does not exist to the next minute that does, and refuses nonsense", () => {
    expect(iso(fromLocalInput("2026-03-29T02:30", berlin))).toBe("2026-03-29T01:00:00.000Z");
    expect(fromLocalInput("", berlin)).toBeNull();
    expect(fromLocalInput("tomorrow", berlin)).toBeNull();
  });
});

it("tells how far a move is", () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 4, 4, hour));
  expect(toPercent({ fromAt: at(0), reachedAt: at(3), targetAt: at(12) })).toBe(25);
  expect(toPercent({ fromAt: at(5), reachedAt: at(5), targetAt: at(5) })).toBe(100);
});
