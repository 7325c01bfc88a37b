import { expect, test } from "vitest";
import { addsConsent, consentThatHolds } from "./consent";
import { type EpochMs, toEpochMs } from "./instant";

const may = toEpochMs("2026-05-01T00:00:00Z");
const june = toEpochMs("2026-06-01T00:00:00Z");
const basis = (name: string, at: EpochMs | null) => ({ name, at });

test("the newer of the topic's own and the one for every topic holds", () => {
  const every = basis("every", may);
  expect(consentThatHolds(every, undefined).name).toBe("every");
  expect(consentThatHolds(every, basis("own", june)).name).toBe("own");
  expect(consentThatHolds(basis("every", june), basis("own", may)).name).toBe("every");
});

test("of the same instant, or undated, the topic's own; what has a date is newer than what has none", () => {
  expect(consentThatHolds(basis("every", may), basis("own", may)).name).toBe("own");
  expect(consentThatHolds(basis("every", null), basis("own", null)).name).toBe("own");
  expect(consentThatHolds(basis("every", may), basis("own", null)).name).toBe("every");
  expect(consentThatHolds(basis("every", null), basis("own", may)).name).toBe("own");
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
  expect(addsConsent(known, named)).toBe(recorded);
});
