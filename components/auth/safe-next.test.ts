import { expect, it } from "vitest";
import { toSafeNext } from "./safe-next";

it("follows paths of ours", () => {
  expect(toSafeNext("/acme/sequences/seq_1/draft?step=S5&tab=timing")).toBe(
    "/acme/sequences/seq_1/draft?step=S5&tab=timing",
  );
  expect(toSafeNext("/join/inv_1")).toBe("/join/inv_1");
});

it.each([
  null,
  undefined,
  "",
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "javascript:alert(1)",
  "acme",
])("never leaves for %j", (next) => {
  expect(toSafeNext(next)).toBe("/");
});
