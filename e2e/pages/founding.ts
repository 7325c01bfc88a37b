import { expect, type Page } from "@playwright/test";
import { opened } from "./sign-in";

/** Founds a workspace and says what the law asks for, on the screens, as whoever begins does. No quiet hours. Gives its slug. */
export async function foundByHand(page: Page, name: string): Promise<string> {
  await page.goto("/new");
  await page.getByLabel("Company or brand").fill(`${name} ${Date.now().toString(36)}`);
  await page.getByRole("button", { name: "Create the workspace" }).click();
  await opened(page);
  const slug = new URL(page.url()).pathname.split("/")[1] ?? "";
  expect(slug).not.toBe("");
  await page.goto(`/${slug}/settings/general`);
  await page.getByLabel("Legal name").fill("Northbeam GmbH");
  await page.getByLabel("Postal address").fill("Hafenstraße 1, 20457 Hamburg");
  await page.getByRole("switch", { name: /Quiet hours/ }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();
  await page.goto(`/${slug}/settings/products`);
  await page.getByLabel("Name", { exact: true }).fill("Site Pro");
  await page.getByLabel("Key in events").fill("site-pro");
  await page.getByRole("button", { name: "Add" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Site Pro" })).toBeVisible();
  return slug;
}
