import { afterEach, expect, test } from "vitest";
import { now, nowInstant, realNow, useClock } from "@/server/clock";

let undo: (() => void) | undefined;
afterEach(() => undo?.());

test("workspace time is real time plus the sandbox's lead, in both shapes", () => {
  undo = useClock(() => new Date("2026-03-29T00:59:59.999Z"));
  expect(realNow().toISOString()).toBe("2026-03-29T00:59:59.999Z");
  expect(now({ clockOffsetMs: 0 }).toISOString()).toBe("2026-03-29T00:59:59.999Z");
  expect(now({ clockOffsetMs: 86_400_000 }).toISOString()).toBe("2026-03-30T00:59:59.999Z");
  expect(nowInstant({ clockOffsetMs: 1 }).toString()).toBe("2026-03-29T01:00:00Z");
});

test("an undone clock is real again, and one that goes backwards is followed", () => {
  const times = [new Date(2000), new Date(1000)];
  undo = useClock(() => times.shift() ?? new Date(0));
  expect([realNow().getTime(), realNow().getTime()]).toEqual([2000, 1000]);
  undo?.();
  expect(realNow().getTime()).toBeGreaterThan(1_700_000_000_000);
});
