import { expect, test } from "vitest";
import { signInPath } from "./asked-path";

const next = (asked: string | null) =>
  new URL(signInPath("acme", asked), "https://heed.example").searchParams.get("next");

test("whoever has to sign in goes on where they wanted to be, inside their workspace", () => {
  expect(next("/acme/replies?reply=inb_1")).toBe("/acme/replies?reply=inb_1");
  expect(next("/acme")).toBe("/acme");
  expect(next(null)).toBe("/acme");
  expect(next("/acmeshop/today")).toBe("/acme");
  expect(next("//evil.example/acme/")).toBe("/acme");
});
