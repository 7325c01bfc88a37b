import { expect, test } from "vitest";
import { nextReply } from "./next-reply";

test("what is done makes room for the one below it, the last for the one above", () => {
  const ids = ["a", "b", "c"];
  expect(nextReply(ids, "a", "a")).toBe("b");
  expect(nextReply(ids, "c", "c")).toBe("b");
  expect(nextReply(["a"], "a", "a")).toBeNull();
  expect(nextReply(["b", "c"], "a", "a")).toBe("b"); // it is out of the list already
});

test("who has gone on meanwhile is not moved again", () => {
  expect(nextReply(["a", "b", "c"], "a", "b")).toBeNull();
});
