import { expect, it } from "vitest";
import { toEpochMs } from "@/core/instant";
import type { HoldReason } from "./decision";
import { isSameReason } from "./same-reason";

const at = toEpochMs("2026-05-04T10:00:00Z");
const rule = {
  id: "a",
  version: 1,
  name: "A",
  scope: { kind: "person" },
  max: 1,
  window: null,
  minGapMs: null,
} as const;
const counter = { used: 1, max: 1, by: [], freesAt: at };
const cap = (changed: Partial<typeof rule> | { version: number }): HoldReason => ({
  kind: "cap",
  rule: { ...rule, ...changed } as never, // another id or version of the same rule
  counter,
  freesAt: at,
});

it("is another once the rule has a new version, or another rule says no", () => {
  expect(isSameReason(cap({}), { ...cap({}), counter: { ...counter, used: 2 } } as HoldReason)).toBe(true);
  expect(isSameReason(cap({}), cap({ version: 2 }))).toBe(false);
  expect(isSameReason(cap({}), cap({ id: "b" as "a" }))).toBe(false);
});

it("is another where somebody else paused, or the same thing was paused anew", () => {
  const paused = (id: string, since = at): HoldReason => ({ kind: "paused", what: "team", id, since, freesAt: null });
  expect(isSameReason(paused("x"), paused("x"))).toBe(true);
  expect(isSameReason(paused("x"), paused("y"))).toBe(false);
  expect(isSameReason(paused("x"), paused("x", toEpochMs(at + 1)))).toBe(false);
  expect(isSameReason(paused("x"), cap({}))).toBe(false);
});

it("is another to say once what was to go first has left", () => {
  const filled = (planned: boolean, touchId = "t"): HoldReason =>
    ({ ...cap({}), counter: { ...counter, by: [{ touchId, at, planned }] } }) as HoldReason;
  expect(isSameReason(filled(true), filled(true))).toBe(true);
  expect(isSameReason(filled(true), filled(false))).toBe(false);
  expect(isSameReason(filled(false), filled(false, "u"))).toBe(true);
  const gap = (planned: boolean): HoldReason => ({
    kind: "gap",
    rule: rule as never,
    last: { touchId: "t", at, planned },
    freesAt: at,
  });
  expect(isSameReason(gap(true), gap(false))).toBe(false);
});
