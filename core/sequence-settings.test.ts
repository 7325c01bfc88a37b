import { expect, test } from "vitest";
import {
  checkSettings,
  defaultSequenceSettings,
  mergeSettings,
  sequenceSettingsSchema,
} from "@/core/sequence-settings";

const week = (open: number) =>
  Array.from({ length: 7 }, (_, day) => (day < open ? [{ fromMinute: 540, toMinute: 1020 }] : []));

test("two who set different fields both have theirs; the same field to different things is a clash", () => {
  const base = defaultSequenceSettings;
  const mine = { ...base, priority: 80, maxRounds: 5 };
  expect(mergeSettings(base, mine, { ...base, defaultSenderId: "snd_1" })).toEqual({
    settings: { ...mine, defaultSenderId: "snd_1" },
    clashes: [],
  });
  expect(mergeSettings(base, mine, { ...base, priority: 80 })).toEqual({ settings: mine, clashes: [] });
  expect(mergeSettings(base, mine, { ...base, priority: 10 }).clashes).toEqual(["priority"]);
  // what only they changed is theirs, also back to what it was by default
  expect(mergeSettings(mine, mine, base)).toEqual({ settings: base, clashes: [] });
});

test("things that are gone are said at their field", () => {
  const settings = {
    ...defaultSequenceSettings,
    ownerMemberId: "mem_1",
    defaultSenderId: "snd_1",
    defaultTopicId: "top_1",
  };
  expect(checkSettings(settings, () => false).map(({ path }) => path)).toEqual([
    "ownerMemberId",
    "defaultSenderId",
    "defaultTopicId",
  ]);
  expect(checkSettings(settings, () => true)).toEqual([]);
  expect(checkSettings(defaultSequenceSettings, () => false)).toEqual([]);
});

test("hours must open some day, and close after they open", () => {
  const withWeek = (weekly: unknown) =>
    sequenceSettingsSchema.safeParse({ ...defaultSequenceSettings, hours: { weekly, dates: [] } });
  expect(withWeek(week(5)).success).toBe(true);
  expect(withWeek(null).success).toBe(true);
  expect(withWeek(week(0)).error?.issues.map(({ path }) => path.join("."))).toEqual(["hours.weekly"]);
  const turned = week(5).map((day) => day.map(() => ({ fromMinute: 1020, toMinute: 540 })));
  expect(withWeek(turned).error?.issues[0]?.path.join(".")).toBe("hours.weekly.0.0.toMinute");
});
