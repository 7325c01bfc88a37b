import { expect, test } from "vitest";
import { toEpochMs } from "@/core/instant";
import { type AddressSign, isUndeliverable } from "@/core/soft-bounces";

const at = (day: number, hour = 9) => toEpochMs(Date.UTC(2026, 4, day, hour));
const soft = (day: number, hour?: number): AddressSign => ({ kind: "soft_bounce", at: at(day, hour) });
const reached = (day: number, hour?: number): AddressSign => ({ kind: "reached", at: at(day, hour) });

test.each<[string, AddressSign[], boolean]>([
  ["nothing", [], false],
  ["two days", [soft(1), soft(9)], false],
  ["three on one day", [soft(20, 1), soft(20, 9), soft(20, 23)], false],
  ["three on two days", [soft(19), soft(20, 1), soft(20, 9)], false],
  ["three days", [soft(1), soft(9), soft(20)], true],
  ["three days, told in any order", [soft(20), soft(1), soft(9)], true],
  ["somebody was reached in between", [soft(1), reached(10), soft(9), soft(20)], false],
  ["and then three again", [soft(1), reached(2), soft(9), soft(11), soft(20)], true],
  ["reached before them", [reached(1, 1), soft(1), soft(9), soft(20)], true],
  ["reached after them", [soft(1), soft(9), soft(20), reached(20, 10)], false],
  [
    "the first is older than 30 days",
    [{ kind: "soft_bounce", at: toEpochMs(Date.UTC(2026, 3, 20)) }, soft(9), soft(20)],
    false,
  ],
])("%s", (_, signs, undeliverable) => {
  expect(isUndeliverable(signs, at(20, 12))).toBe(undeliverable);
});
