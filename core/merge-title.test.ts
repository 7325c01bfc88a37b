import { expect, test } from "vitest";
import { mergeTitle } from "@/core/merge-title";

test.each([
  ['Call {{ full_name | default: "them" }} today', "Call ‹full name› today"],
  ["{{contact.first_name}}, a question", "‹first name›, a question"],
  ["No tag at all", "No tag at all"],
  ["Half a {{ tag", "Half a {{ tag"],
])("%s is read as %s", (line, title) => {
  expect(mergeTitle(line)).toBe(title);
});
