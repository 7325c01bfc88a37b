import { describe, expect, test } from "vitest";
import { nextCronTime } from "./functions";

const at = (cron: string, after: string) => nextCronTime(cron, new Date(after)).toISOString();

describe("nextCronTime", () => {
  test("reads its zone, on both sides of a change of clocks; without one it is UTC", () => {
    expect(at("TZ=Europe/Rome 0 9 * * *", "2026-03-27T12:00:00Z")).toBe("2026-03-28T08:00:00.000Z");
    expect(at("TZ=Europe/Rome 0 9 * * *", "2026-03-28T12:00:00Z")).toBe("2026-03-29T07:00:00.000Z");
    expect(at("TZ=Europe/Rome 0 9 * * *", "2026-10-24T12:00:00Z")).toBe("2026-10-25T08:00:00.000Z");
    expect(at("0 9 * * 1", "2026-11-22T00:00:00Z")).toBe("2026-11-23T09:00:00.000Z");
  });

  test("a minute that does not exist fires once, a minute that exists twice fires once", () => {
    expect(at("TZ=Europe/Rome 30 2 * * *", "2026-03-29T00:00:00Z")).toBe("2026-03-29T01:00:00.000Z");
    const first = at("TZ=Europe/Rome 30 2 * * *", "2026-10-24T12:00:00Z");
    expect(first).toBe("2026-10-25T00:30:00.000Z");
    expect(at("TZ=Europe/Rome 30 2 * * *", first)).toBe("2026-10-26T01:30:00.000Z");
  });

  test("is always later than the time it is asked for", () => {
    expect(at("* * * * *", "2026-11-22T10:00:00.000Z")).toBe("2026-11-22T10:01:00.000Z");
  });

  test.each(["61 * * * *", "whenever", "TZ=Nowhere/Land 0 9 * * *", "0 0 30 2 *"])("%s is refused", (cron) => {
    expect(() => nextCronTime(cron, new Date("2026-01-01T00:00:00Z"))).toThrow();
  });
});
