import { beforeEach, expect, test } from "vitest";
import { emptyGraph } from "@/core/edit";
import { keepDraft, readKeptDraft } from "./kept-draft";

const graph = emptyGraph("start");
const draft = { graph, base: graph, revision: 3, done: [], undone: [] };
beforeEach(() => localStorage.clear());

test("a draft is kept for the member who wrote it, and for nobody else on this browser", () => {
  keepDraft("mem_a", "seq_1", draft);
  expect(readKeptDraft("mem_b", "seq_1")).toBeNull();
  expect(readKeptDraft("mem_a", "seq_2")).toBeNull();
  expect(readKeptDraft("mem_a", "seq_1")).toEqual(draft);
});

test("drafts kept without a member are thrown away unread", () => {
  localStorage.setItem("heed.draft.seq_1", JSON.stringify(draft));
  localStorage.setItem("heed.else", "stays");
  expect(readKeptDraft("mem_a", "seq_1")).toBeNull();
  expect(Object.keys(localStorage)).toEqual(["heed.else"]);
});
