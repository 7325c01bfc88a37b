import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { paletteActions, worthAsking } from "./palette-actions";

test("each leads to a page that is there, and is offered to whoever may do it", () => {
  const all = paletteActions(() => true);
  expect(all.length).toBeGreaterThan(0);
  for (const { path } of all) {
    const page = new URL(`../../app/(workspace)/[workspace]/${path.split("#")[0]}/page.tsx`, import.meta.url);
    expect(existsSync(fileURLToPath(page)), path).toBe(true);
  }
  expect(paletteActions(() => false)).toEqual([]);
  expect(paletteActions((right) => right === "sending.pause").map(({ id }) => id)).toEqual(["pause-sending"]);
});

test("support is asked for words and codes", () => {
  expect(worthAsking("x9d4frdgf")).toBe(true);
  expect(worthAsking(" an ")).toBe(false);
});
