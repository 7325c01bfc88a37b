import { expect, type Page } from "@playwright/test";
import { demoSignIn } from "@/db/demo-sign-in";

/** Signs in by the form, as people do. */
export async function signIn(page: Page, who: { email: string; password: string } = demoSignIn): Promise<void> {
  await page.goto("/sign-in");
  const address = page.getByLabel("E-mail");
  await expect(address).toHaveValue(demoSignIn.email); // the page has come to life: it fills the demo's sign-in in
  await address.fill(who.email);
  await page.getByLabel("Password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await settled(page);
}

/** The workspace has been opened at its first page, to which its address leads while it loads. */
async function settled(page: Page): Promise<void> {
  await page.waitForURL(/\/today$/, { timeout: 30_000 });
  await expect(page.getByRole("navigation").first()).toBeVisible();
}

let founded = 0;

/** A workspace of this test's own, so that no test sees another's people. Gives its slug. */
export async function foundWorkspace(page: Page, name: string): Promise<string> {
  founded += 1;
  await page.goto("/new");
  await page.getByLabel("Company or brand").fill(`${name} ${Date.now().toString(36)}${founded}`);
  await page.getByRole("button", { name: "Create the workspace" }).click();
  await settled(page);
  const slug = new URL(page.url()).pathname.split("/")[1] ?? "";
  expect(slug).not.toBe("");
  return slug;
}

/** What the law asks for before anything can be published; and no quiet hours, so that the day of the test does not matter. */
export async function setUp(page: Page, slug: string): Promise<void> {
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
}
