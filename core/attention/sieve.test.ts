import fc from "fast-check";
import { expect, test } from "vitest";
import { Sieve } from "./sieve";

const text = fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom("", "a", "top_1", "top_2", "snd_10", "snd_01"));

test("finds what was added at the place it was given, and nothing else", () => {
  fc.assert(
    fc.property(fc.array(text), fc.array(text), (added, asked) => {
      const sieve = new Sieve();
      const places = added.map((one) => sieve.add(one));
      expect(sieve.strings).toEqual([...new Set(added)]);
      expect(places).toEqual(added.map((one) => sieve.strings.indexOf(one)));
      for (const one of asked) {
        expect(sieve.placeOf(one)).toBe(added.includes(one) ? sieve.strings.indexOf(one) : -1);
        expect(sieve.has(one)).toBe(added.includes(one));
      }
      expect(sieve.has(null)).toBe(false);
    }),
  );
});
