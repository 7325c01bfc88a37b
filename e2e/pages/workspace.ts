import type { Page } from "@playwright/test";
import { callApi } from "./api";

// Founds what a test needs by the calls the screens make: by hand it is done once, in founding.ts.

let founded = 0;

/** A workspace of this test's own, so that no test sees another's people. Gives its slug. */
export async function foundWorkspace(page: Page, name: string): Promise<string> {
  founded += 1;
  const called = `${name} ${Date.now().toString(36)}${founded}`;
  const input = { name: called, timeZone: "Europe/Rome" };
  const { slug } = await callApi<{ slug: string }>(page, null, "workspaces.create", input);
  return slug;
}

/** What the law asks for before anything can be published; and no quiet hours, so that the day of the test does not matter. */
export async function setUp(page: Page, slug: string): Promise<void> {
  const law = { legalName: "Northbeam GmbH", postalAddress: "Hafenstraße 1, 20457 Hamburg" };
  await callApi(page, slug, "settings.update", { ...law, hours: null });
  await callApi(page, slug, "products.create", { key: "site-pro", name: "Site Pro" });
}
