import { expect, test } from "vitest";
import { describedAs, toDescribed } from "./describe-person";
import type { TrialScene } from "./run-trial";

const stranger = {
  zone: "UTC",
  contact: { id: "try", attributes: {}, tags: [] },
  facts: { zone: { id: "UTC", source: "workspace" } },
} as unknown as TrialScene["person"]; // what a description changes

test("a case that was kept is opened with the very person it was tried with", () => {
  const said = { firstName: "Maya", zone: "Asia/Kolkata", tags: "trial, vip", fields: "plan=team, seats=5" };
  const person = describedAs(stranger, said);
  expect(toDescribed(person)).toEqual(said);
  expect(describedAs(stranger, toDescribed(person))).toEqual(person);
});
