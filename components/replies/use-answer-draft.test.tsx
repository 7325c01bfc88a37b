import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { useAnswerDraft } from "./use-answer-draft";

beforeEach(() => localStorage.clear());
const open = (memberId: string, replyId: string) => renderHook(() => useAnswerDraft(memberId, replyId));

test("an answer that was begun is there again, with its key, for its member and its reply alone", () => {
  const first = open("mem_a", "inb_1");
  act(() => first.result.current.change(() => "Thursday suits"));
  const { key } = first.result.current;
  first.unmount();
  expect(open("mem_a", "inb_1").result.current).toMatchObject({ text: "Thursday suits", key });
  expect(open("mem_a", "inb_2").result.current.text).toBe("");
  expect(open("mem_b", "inb_1").result.current.text).toBe("");
});

test("one that was sent, or whose words were taken out, is not kept; the next has another key", () => {
  const { result, unmount } = open("mem_a", "inb_1");
  act(() => result.current.change(() => "Thursday suits"));
  const { key } = result.current;
  act(() => result.current.sent());
  expect(result.current).toMatchObject({ text: "" });
  expect(result.current.key).not.toBe(key);
  act(() => result.current.change(() => "Or"));
  act(() => result.current.change(() => " "));
  unmount();
  expect(localStorage).toHaveLength(0);
});
