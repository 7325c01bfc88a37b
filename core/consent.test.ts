import { expect, test } from "vitest";
import { addsConsent, consentThatHolds } from "./consent";

const basis = (name: string, ordinal: number) => ({ name, ordinal });

test("the later recorded of the topic's own and the one for every topic holds", () => {
  expect(consentThatHolds(basis("every", 1), undefined).name).toBe("every");
  expect(consentThatHolds(basis("every", 1), basis("own", 2)).name).toBe("own");
  expect(consentThatHolds(basis("every", 2), basis("own", 1)).name).toBe("every");
});

test("where none was recorded for every topic, the topic's own", () => {
  expect(consentThatHolds(basis("every", 0), basis("own", 0)).name).toBe("own");
  expect(consentThatHolds(basis("every", 0), basis("own", 1)).name).toBe("own");
});

test.each([
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
  expect(addsConsent(known === null ? null : { basis: known, withdrew: false }, named)).toBe(recorded);
});

test("what somebody withdrew no list gives back, whatever it names", () => {
  for (const named of ["legitimate_interest", "customer", "opt_in"] as const)
    expect(addsConsent({ basis: "none", withdrew: true }, named)).toBe(false);
});
