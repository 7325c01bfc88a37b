import { expect, test } from "vitest";
import { DAY_MS } from "@/core/instant";
import { createPauses } from "@/server/mailbox/pauses";

test("each failure in a row doubles the rest up to the longest, one success ends it; others go on meanwhile", () => {
  const pauses = createPauses(30, 200);
  const lengths = [30, 60, 120, 200, 200];
  let now = 1_000;
  for (const length of lengths) {
    pauses.failed("a", now);
    expect(pauses.rests("a", now + length - 1)).toBe(true);
    expect(pauses.rests("a", now + length)).toBe(false);
    expect(pauses.rests("b", now)).toBe(false);
    expect(pauses.resting(now)).toEqual(["a"]);
    now += length;
  }
  expect(pauses.worked("a")).toBe(true);
  expect(pauses.worked("a")).toBe(false);
  pauses.failed("a", now);
  expect(pauses.rests("a", now + 30)).toBe(false);
  pauses.failed("c", now + 2 * DAY_MS); // forgets a
  expect(pauses.worked("a")).toBe(false);
});
