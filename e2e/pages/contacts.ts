import { expect, type Page } from "@playwright/test";

/** Imports people from a CSV text on one consent basis; optionally into a live sequence. Ends when the import is done. */
export async function importContacts(
  page: Page,
  slug: string,
  csv: string,
  options: { sequence?: string; rows: number },
): Promise<void> {
  await page.goto(`/${slug}/contacts/import`);
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await page.getByRole("radio", { name: /They are customers/ }).click();
  await page.getByLabel("Where it comes from").fill("Order forms of 2026");
  if (options.sequence !== undefined) {
    await page.getByRole("combobox", { name: "Start a sequence with them" }).click();
    await page.getByRole("option", { name: options.sequence }).click();
  }
  await page.getByRole("button", { name: `Import ${options.rows} ${options.rows === 1 ? "row" : "rows"}` }).click();
  await expect(page.getByText("Done.")).toBeVisible({ timeout: 30_000 });
}
