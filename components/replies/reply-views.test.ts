import { expect, test } from "vitest";
import { addressOf, type ReplyView, viewOf } from "./reply-views";

const back = (view: ReplyView, id: string | null) => {
  const address = new URLSearchParams(addressOf(view, id));
  return [viewOf(address.get("view"), address.get("reply")), address.get("reply")];
};

test("a reload comes back to the list one was in, and to the reply", () => {
  expect(back("open", "inb_1")).toEqual(["open", "inb_1"]);
  expect(back("done", null)).toEqual(["done", null]);
});

test("a link to one reply shows it among all; one to nothing what is to be answered", () => {
  expect([viewOf(null, "inb_1"), viewOf(null, null), viewOf("odd", null)]).toEqual(["all", "open", "open"]);
});
