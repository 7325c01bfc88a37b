import { expect, test } from "vitest";
import { zoneOfCountry } from "./country-zone";
import { isZone } from "./schedule-zone";

test("a country with one zone has it, one with several has none", () => {
  expect(zoneOfCountry("it")).toBe("Europe/Rome");
  expect(zoneOfCountry("NZ")).toBe("Pacific/Auckland");
  expect(zoneOfCountry("US")).toBeNull();
  expect(zoneOfCountry("")).toBeNull();
});

test("every zone is known to the machine", () => {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const known = letters.flatMap((a) => letters.map((b) => zoneOfCountry(a + b))).filter((zone) => zone !== null);
  expect(known.length).toBeGreaterThan(50);
  expect(known.filter((zone) => !isZone(zone))).toEqual([]);
});
