import { expect, type Locator, type Page } from "@playwright/test";

/** Opens a person's journey from the contact list. Gives the list of what happened and what is planned. */
export async function openJourney(page: Page, slug: string, email: string): Promise<Locator> {
  await page.goto(`/${slug}/contacts?search=${encodeURIComponent(email)}`); // a long list has only the rows in view
  await page.getByRole("row").filter({ hasText: email }).getByRole("link").first().click();
  const journey = page.getByRole("list", { name: "Journey" });
  await expect(journey).toBeVisible();
  return journey;
}
