import { expect, test } from "vitest";
import { sayAction } from "@/core/audit-words";

test.each([
  ["sequence.published", "published the sequence"],
  ["member.role-changed", "changed the role of the member"],
  ["mailbox.signed_in", "signed in to the mailbox"],
  ["mail-template.saved", "saved the mail template"],
  ["person.viewed", "looked at"],
  ["sending.paused", "paused sending"],
  ["something", "something"],
  ["enrollment.wait-skipped", "skipped a wait in the passage of"],
  ["member.invited", "invited"],
])("%s is said as a person would say it", (action, words) => {
  expect(sayAction(action)).toBe(words);
});
