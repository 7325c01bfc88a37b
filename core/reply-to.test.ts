import { expect, test } from "vitest";
import { answerAddress } from "@/core/reply-to";

const own = new Set(["ana@ours.example"]);
const named = (address: string) => ({ address, name: "" });
const asked = (...replyTo: string[]) =>
  answerAddress({ from: named("tom@theirs.example"), replyTo: replyTo.map(named) }, own);

test("an answer goes where its author asked for it", () => {
  expect(asked("desk@theirs.example")).toBe("desk@theirs.example");
  expect(asked("desk@theirs.example", "boss@theirs.example")).toBe("desk@theirs.example");
  expect(answerAddress({ from: null, replyTo: [named("desk@theirs.example")] }, own)).toBe("desk@theirs.example");
});

test("to whoever wrote it, where nothing is asked for, the same, nothing readable, or ourselves", () => {
  expect(asked()).toBeNull();
  expect(asked("tom@theirs.example")).toBeNull();
  expect(asked("", "undisclosed")).toBeNull();
  expect(asked("ana@ours.example")).toBeNull();
  expect(asked("ana+4f2@ours.example")).toBeNull();
  expect(asked("ana+4f2@ours.example", "desk@theirs.example")).toBe("desk@theirs.example");
});
