import { expect, test } from "vitest";
import { defaultSequenceSettings } from "@/core/sequence-settings";
import { readTyped, toTyped } from "./typed-settings";

const typed = toTyped(defaultSequenceSettings);

test("what is typed is settings, or says at each field what is missing", () => {
  expect(readTyped(typed, () => true)).toEqual({ settings: defaultSequenceSettings, errors: {} });
  expect(readTyped({ ...typed, priority: null, maxRounds: 0 }, () => true)).toEqual({
    settings: null,
    errors: { priority: "Give a number from 0 to 100", maxRounds: "Give at least 1 round" },
  });
  const shut = { weekly: Array.from({ length: 7 }, () => []), dates: [] };
  expect(readTyped({ ...typed, hours: shut }, () => true).errors).toHaveProperty(["hours.weekly"]);
  expect(readTyped({ ...typed, defaultTopicId: "top_gone" }, () => false).errors).toHaveProperty("defaultTopicId");
});
