import { describe, expect, it, test } from "vitest";
import { countryOfPhone, inferZone } from "./phone-country";

describe("countryOfPhone", () => {
  it.each([
    ["+39 06 6982", "IT"],
    ["0039 06 69821234", "IT"],
    ["+49 (0)30 901820", "DE"],
    [" +351 21 123 4567", null], // a country of two zones
    ["+353 1 679 0000", "IE"],
    ["+44 20 7946 0000", "GB"],
    ["+971 4 123 4567", "AE"],
    ["+995 32 212 3456", "GE"],
    ["+54 11 4321 0000", "AR"],
    ["+1 415 555 0100", null], // shared by some twenty countries
    ["+7 495 123 4567", null],
    ["06 69821234", null], // no country code
    ["+39", null],
    ["", null],
  ])("%j is of %s", (written, country) => {
    expect(countryOfPhone(written)).toBe(country);
  });
});

test.each([
  ["IT", "+49 30 901820", { zone: "Europe/Rome", source: "country" }],
  [null, "+49 30 901820", { zone: "Europe/Berlin", source: "phone" }],
  ["US", "+49 30 901820", null], // several zones: a German number does not make it Berlin
  [null, "+1 415 555 0100", null],
  [null, null, null],
])("country %s, number %s", (country, phone, inferred) => {
  expect(inferZone(country, phone)).toEqual(inferred);
});
