import { expect, test } from "vitest";
import { acceptsCoding } from "@/core/accept-encoding";

test.each([
  ["gzip, deflate, br, zstd", true],
  ["BR;q=0.5", true],
  ["*", true],
  ["gzip, *;q=0.1", true],
  ["br;q=0, *", false],
  ["gzip;q=1, br; q=0.000", false],
  ["gzip, brotli", false],
  ["*;q=0", false],
  ["", false],
  [null, false],
])("%s takes Brotli: %s", (header, takes) => {
  expect(acceptsCoding(header, "br")).toBe(takes);
});
