import { expect, test } from "vitest";
import { toCountryCode } from "@/core/country";
import { zoneOfCountry } from "@/core/country-zone";

test.each([
  ["IT", "IT"],
  ["it", "IT"],
  [" Italy ", "IT"],
  ["Italien", "IT"],
  ["Espana", "ES"],
  ["España", "ES"],
  ["DEUTSCHLAND", "DE"],
  ["Royaume-Uni", "GB"],
  ["UK", "GB"],
  ["U.S.A.", "US"],
  ["United States", "US"],
  ["Vereinigte Staaten", "US"],
  ["The Netherlands", "NL"],
  ["Österreich", "AT"],
])("“%s” is %s", (written, code) => {
  expect(toCountryCode(written)).toBe(code);
});

test.each(["", "X", "QQ", "ZZ", "EU", "Europe", "Nowhere", "I T"])("“%s” is no country", (written) => {
  expect(toCountryCode(written)).toBeNull();
});

test("a code that a zone is known of is a country", () => {
  for (const code of ["DE", "IT", "JP", "ZA"]) expect([toCountryCode(code), zoneOfCountry(code)]).not.toContain(null);
});
