import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HOUR_MS, toEpochMs } from "@/core/instant";
import { replyLateAt } from "@/core/reply-late";

const late = (at: string, zone = "Europe/Berlin") => new Date(replyLateAt(toEpochMs(at), zone)).toISOString();

describe("one working day later", () => {
  test.each([
    ["Monday noon is Tuesday noon", "2026-05-04T10:00:00Z", "2026-05-05T10:00:00.000Z"],
    ["Friday afternoon is Monday afternoon", "2026-05-08T14:00:00Z", "2026-05-11T14:00:00.000Z"],
    ["Saturday waits from Monday nine on", "2026-05-09T10:00:00Z", "2026-05-12T07:00:00.000Z"],
    ["Sunday night too", "2026-05-10T21:00:00Z", "2026-05-12T07:00:00.000Z"],
    ["over the spring change the wall clock counts", "2026-03-27T09:00:00Z", "2026-03-30T08:00:00.000Z"],
  ])("%s", (_, at, expected) => {
    expect(late(at)).toBe(expected);
  });

  test("always later, never on a weekend, at most four days", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }), (seconds) => {
        const at = toEpochMs(seconds * 1_000);
        const then = replyLateAt(at, "America/New_York");
        const day = new Intl.DateTimeFormat("en", { weekday: "short", timeZone: "America/New_York" }).format(then);
        expect(then).toBeGreaterThan(at);
        expect(["Sat", "Sun"]).not.toContain(day);
        expect(then - at).toBeLessThanOrEqual(97 * HOUR_MS);
      }),
    );
  });
});
