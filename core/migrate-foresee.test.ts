import { expect, it } from "vitest";
import { addMs, DAY_MS, toEpochMs } from "@/core/instant";
import { migrateEnrollment } from "@/core/migrate";
import { foreseeMove } from "@/core/migrate-foresee";
import { drawGraph } from "@/core/testing/graph";
import { travel } from "@/core/testing/travel";
import { testStart } from "@/core/testing/world";

const at = (days: number) => addMs(testStart, days * DAY_MS);
const delayed = (days: number) =>
  drawGraph({
    start: { kind: "trigger", next: { next: "sleep" } },
    sleep: { kind: "delay", config: { duration: { amount: days, unit: "days" } }, next: { next: "end" } },
    end: { kind: "exit" },
  });
const foreseen = (from: number, to: number, paused: boolean) => {
  const { state, world } = travel(delayed(from), {
    until: at(2),
    events: paused
      ? [
          {
            at: at(1),
            event: { type: "pause", until: at(20), clock: "stands", by: "reply", reason: "the reply says: not now" },
          },
        ]
      : [],
  });
  const answer = migrateEnrollment(
    state,
    delayed(to),
    { to: "same" },
    { ...world, now: toEpochMs(at(2)) },
    {
      touch: null,
      versionName: "version 2",
    },
  );
  return foreseeMove(state, answer);
};

it("a longer delay ends later, the same one when it did", () => {
  expect(foreseen(5, 9, false)).toEqual({ becomes: "waits", until: at(9), shift: "later" });
  expect(foreseen(5, 5, false)).toEqual({ becomes: "waits", until: at(5), shift: "none" });
});

it("whoever is paused goes on waiting for the end of the pause: that is no change", () => {
  expect(foreseen(5, 5, true)).toEqual({ becomes: "waits", until: at(20), shift: "none" });
});
