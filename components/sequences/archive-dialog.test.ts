import { expect, test } from "vitest";
import { sayArchiving } from "./archive-dialog";

test("archiving says how many leave, and that they do not come back", () => {
  expect(sayArchiving(1204)).toMatch(/^1,204 people leave: .*does not come back/);
  expect(sayArchiving(1)).toMatch(/^1 person leaves:/);
  expect(sayArchiving(0)).toMatch(/^Nobody is inside\. Nobody enters/);
  expect(sayArchiving(null)).toMatch(/^Everybody inside leaves:/);
});
