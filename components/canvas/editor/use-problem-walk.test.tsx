import { act, fireEvent, renderHook } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { Problem } from "@/core/problem";
import { idOf, problemAfter, useProblemWalk } from "./use-problem-walk";

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

describe("the field the cursor was asked into", () => {
  const walkIn = () => {
    const nothing = () => undefined;
    const selection = { open: nothing, walkTo: nothing, selected: null } as unknown as Parameters<
      typeof useProblemWalk
    >[1];
    const { result } = renderHook(() => useProblemWalk(async () => [], selection, nothing));
    act(() => result.current.focusFirst("b"));
    return result;
  };

  test.each(["ArrowDown", "Tab", "Escape"])("is forgotten by whoever goes on by %s", (key) => {
    const walk = walkIn();
    expect(walk.current.focus).toEqual({ nodeId: "b", path: undefined });
    act(() => void fireEvent.keyDown(document.body, { key }));
    expect(walk.current.focus).toBeNull();
  });

  test("and by a press elsewhere, not by what is typed ahead", () => {
    const walk = walkIn();
    act(() => void fireEvent.keyDown(document.body, { key: "h" }));
    expect(walk.current.focus?.nodeId).toBe("b");
    act(() => void fireEvent.pointerDown(document.body));
    expect(walk.current.focus).toBeNull();
  });
});
