import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { allPageKeys, allSettingsKeys, builtPages, builtSettings, isCanvasPath, isCurrentPage } from "./navigation";

const root = join(import.meta.dirname, "../../app/(workspace)/[workspace]");
const hasPage = (...path: string[]) => existsSync(join(root, ...path, "page.tsx"));

describe("the rail", () => {
  it.each(allPageKeys)("links to %s exactly when its page exists", (key) => {
    expect(builtPages.map(String).includes(key)).toBe(hasPage(key));
  });
  it.each(allSettingsKeys)("links to settings/%s exactly when its page exists", (key) => {
    expect(builtSettings.map(String).includes(key)).toBe(hasPage("settings", key));
  });
});

it("knows the canvas by its address", () => {
  expect(isCanvasPath("/acme/sequences/seq_1/draft")).toBe(true);
  expect(isCanvasPath("/acme/sequences/seq_1")).toBe(true);
  expect(isCanvasPath("/acme/sequences")).toBe(false);
  expect(isCanvasPath("/acme/sequences/new")).toBe(false);
  expect(isCanvasPath("/acme/sequences/newsletter_1")).toBe(true);
  expect(isCanvasPath("/acme/contacts/ctc_1")).toBe(false);
});

it("marks a page and what lies below it, not its namesakes", () => {
  expect(isCurrentPage("/acme/contacts", "acme", "contacts")).toBe(true);
  expect(isCurrentPage("/acme/contacts/ctc_1", "acme", "contacts")).toBe(true);
  expect(isCurrentPage("/acme/contacts-old", "acme", "contacts")).toBe(false);
  expect(isCurrentPage("/other/contacts", "acme", "contacts")).toBe(false);
});
