import { expect, type Page } from "@playwright/test";
import { demoSignIn } from "@/db/demo-sign-in";

/** For `storageState`: nobody is signed in. */
export const nobody = { cookies: [], origins: [] };

/** Signs in by the form, as people do. */
export async function signIn(page: Page, who: { email: string; password: string } = demoSignIn): Promise<void> {
  await page.goto("/sign-in");
  const address = page.getByLabel("E-mail");
  await expect(address).toHaveValue(demoSignIn.email); // the page has come to life: it fills the demo's sign-in in
  await address.fill(who.email);
  await page.getByLabel("Password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await opened(page);
}

/** The workspace has been opened at its first page, to which its address leads while it loads. */
export async function opened(page: Page): Promise<void> {
  await page.waitForURL(/\/today$/, { timeout: 30_000 });
  await expect(page.getByRole("navigation").first()).toBeVisible();
}
