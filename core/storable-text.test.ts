import fc from "fast-check";
import { expect, test } from "vitest";
import { cutText, toStorable, toStorableText } from "@/core/storable-text";

test.each([
  ["as it is", "Grüße 👋", "Grüße 👋"],
  ["without NUL", "a\0b\0", "ab"],
  ["the first half of a pair", "hi \uD83D", "hi �"],
  ["the second half of a pair", "\uDC4B hi", "� hi"],
])("%s", (_, text, stored) => {
  expect(toStorableText(text)).toBe(stored);
});

test("every text in it, names too; what is whole stays the very same", () => {
  const at = new Date(0);
  const bytes = new Uint8Array([0]);
  const whole = { list: [{ a: "b" }], at };
  const given = { "na\0me": ["x\0", { deep: "\uD83D" }], n: 1, none: null, left: undefined, at, bytes, whole };
  const stored = toStorable(given);
  expect(stored).toEqual({ name: ["x", { deep: "�" }], n: 1, none: null, left: undefined, at, bytes, whole });
  expect(stored.at).toBe(at);
  expect(stored.whole).toBe(whole);
  expect(toStorable(whole)).toBe(whole);
});

test("an object without a prototype stays one", () => {
  const bare: Record<string, string> = Object.assign(Object.create(null), { constructor: "a\0" });
  expect(Object.getPrototypeOf(toStorable(bare))).toBeNull();
  expect(toStorable(bare).constructor).toBe("a");
});

test("a cut never leaves half a character", () => {
  expect(cutText("hi 👋", 4)).toBe("hi ");
  expect(cutText("hi 👋", 5)).toBe("hi 👋");
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 12 }), fc.nat(20), (text, most) => {
      const cut = cutText(text, most);
      return (
        cut.isWellFormed() &&
        cut.length <= most &&
        text.startsWith(cut) &&
        cut.length >= Math.min(most - 1, text.length)
      );
    }),
  );
});
