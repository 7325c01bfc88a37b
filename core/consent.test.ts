import { expect, test } from "vitest";
import { addsConsent, consentThatHolds, knownConsent, withdrawnTopics } from "./consent";

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

const words = (...said: readonly (readonly [topicId: string | null, basis: "none" | "customer" | "opt_in"])[]) =>
  said.map(([topicId, basis]) => ({ topicId, basis }));

test("a lack of any basis is no withdrawal; one that took something back is, also of what held for every topic", () => {
  expect(knownConsent([], "news")).toBeNull();
  expect(knownConsent(words([null, "none"]), "news")).toEqual({ basis: "none", withdrew: false });
  expect(knownConsent(words([null, "customer"], ["news", "none"]), "news")).toEqual({ basis: "none", withdrew: true });
  expect(knownConsent(words([null, "customer"], ["news", "none"]), "offers")?.basis).toBe("customer");
  expect(knownConsent(words([null, "customer"], ["news", "none"]), null)?.basis).toBe("customer");
});

test("topics stay withdrawn until somebody says more of them, or of all", () => {
  const left = words(
    [null, "customer"],
    ["news", "opt_in"],
    ["news", "none"],
    ["offers", "none"],
    ["offers", "opt_in"],
  );
  expect(withdrawnTopics(left)).toEqual(["news"]);
  expect(withdrawnTopics([...left, ...words([null, "opt_in"])])).toEqual([]);
  expect(withdrawnTopics(words(["news", "none"]))).toEqual([]);
});
