import { expect, it } from "vitest";
import { addsConsent } from "@/core/consent";

it.each([
  [null, "none", true],
  [null, "opt_in", true],
  ["opt_in", "none", false],
  ["opt_in", "customer", false],
  ["customer", "legitimate_interest", false],
  ["customer", "customer", false],
  ["none", "legitimate_interest", true],
  ["legitimate_interest", "customer", true],
  ["customer", "opt_in", true],
] as const)("known %s, the list says %s: recorded %s", (known, named, recorded) => {
  expect(addsConsent(known, named)).toBe(recorded);
});
