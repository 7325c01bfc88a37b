import { expect, test } from "vitest";
import type { Problem } from "@/core/problem";
import { idOf, problemAfter } from "./use-problem-walk";

const problem = (nodeId: string | null, path = ""): Problem => ({
  nodeId,
  path,
  code: "wrong",
  message: "Mend it",
  rank: "must",
});
const a = problem("a");
const subject = problem("b", "subject");
const body = problem("b", "body");
const whole = problem(null);
const all = [a, subject, body, whole];

test("F8 begins with the first problem, Shift F8 with the last, and both go round", () => {
  const nowhere = { last: null, selected: null };
  expect(problemAfter(all, 1, nowhere)).toBe(a);
  expect(problemAfter(all, -1, nowhere)).toBe(whole);
  expect(problemAfter(all, 1, { last: idOf(whole), selected: null })).toBe(a);
  expect(problemAfter(all, -1, { last: idOf(a), selected: "a" })).toBe(whole);
  expect(problemAfter(all, 1, { last: idOf(subject), selected: "b" })).toBe(body);
  expect(problemAfter([], 1, nowhere)).toBeUndefined();
});

test("it begins at the step that is open, also after what was opened last has been mended", () => {
  expect(problemAfter(all, 1, { last: "mended", selected: "b" })).toBe(subject);
  expect(problemAfter(all, 1, { last: "mended", selected: "fine" })).toBe(a);
});
