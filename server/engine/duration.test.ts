import { describe, expect, test } from "vitest";
import { toDelayMs, toRetryAfterMs } from "./duration";

const now = Date.parse("2026-03-01T12:00:00Z");

describe("toDelayMs", () => {
  test.each([
    ["1s", 1_000],
    ["1d12h", 129_600_000],
    ["1w2d3h4m5s", 788_645_000],
    ["250ms", 250],
    ["0s", 0],
    ["2026-03-01T12:00:01Z", 1_000],
    ["2026-03-01T13:00:00+01:00", 0],
    ["2020-01-01T00:00:00.000Z", 0],
    ["99999999999w", 3_155_760_000_000],
    ["9999-12-31T00:00:00Z", 3_155_760_000_000],
  ])("%s is %i ms", (written, ms) => {
    expect(toDelayMs(written, now)).toBe(ms);
  });

  // The SDK writes an empty name when it cannot read a duration: such a step must not pass for a sleep of nothing.
  test.each(["", "soon", "1h later", "h", "-1s", "1.5h", "2026-13-01T00:00:00Z"])("%j is no duration", (written) => {
    expect(toDelayMs(written, now)).toBeUndefined();
  });
});

describe("toRetryAfterMs", () => {
  test("whole seconds, an instant, or nothing", () => {
    expect(toRetryAfterMs("30", now)).toBe(30_000);
    expect(toRetryAfterMs("2026-03-01T12:00:02.000Z", now)).toBe(2_000);
    expect(toRetryAfterMs("2026-03-01T11:00:00.000Z", now)).toBe(0);
    expect(toRetryAfterMs("later", now)).toBeUndefined();
  });
});
