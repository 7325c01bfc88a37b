import { expect, test } from "vitest";
import { isOwnWord, saySuppression } from "./suppression";

test("unsubscribing, complaining and asking to be erased are a person's own word; facts and decisions are not", () => {
  const reasons = ["unsubscribe", "complaint", "erasure", "bounce_hard", "left_company", "manual", "import"];
  expect(reasons.filter(isOwnWord)).toEqual(["unsubscribe", "complaint", "erasure"]);
});

test("a reason is said in words, an unknown one as it is called", () => {
  expect(saySuppression("bounce_hard")).toBe("The address does not exist");
  expect(saySuppression("some_other")).toBe("some other");
});
