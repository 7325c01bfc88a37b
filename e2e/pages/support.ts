import { expect, type Page } from "@playwright/test";

/** Support's page, as whoever answers the telephone uses it. */
export class Support {
  constructor(
    readonly page: Page,
    readonly slug: string,
  ) {}

  /** Asks and gives the first line. */
  async ask(text: string): Promise<string> {
    if (!new URL(this.page.url()).pathname.endsWith("/support")) await this.page.goto(`/${this.slug}/support`);
    const field = this.page.getByRole("textbox", { name: /^Address, name, company/ });
    await field.fill(text);
    const answered = this.page.waitForResponse((response) => response.url().includes("support.lookUp"));
    await this.page.getByRole("button", { name: "Look up", exact: true }).click();
    await answered;
    const answer = this.page.locator("[data-tone] [role=status]");
    await expect(answer).toBeVisible();
    return (await answer.textContent()) ?? "";
  }
}

/** Lists what is ours: a domain for pages, and a telephone number. */
export async function listDomain(page: Page, slug: string, domain: string, phone: string): Promise<void> {
  await page.goto(`/${slug}/settings/domains`);
  await page.getByRole("textbox", { name: "Domain", exact: true }).fill(domain);
  await page.getByRole("combobox", { name: "It is" }).click();
  await page.getByRole("option", { name: "Ours, not for mail" }).click();
  await page.getByRole("button", { name: "List it" }).click();
  await expect(page.getByRole("button", { name: `Remove ${domain}` })).toBeVisible();
  await page.getByLabel("Number", { exact: true }).fill(phone);
  await page.getByLabel("Who answers").fill("Customer line");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("listitem").filter({ hasText: phone })).toBeVisible();
}

/** Makes a key for help desks and gives it. */
export async function supportKey(page: Page, slug: string): Promise<string> {
  await page.goto(`/${slug}/settings/keys`);
  await page.getByLabel("What uses it").fill("Help desk");
  await page.getByRole("checkbox", { name: /^Support/ }).click();
  await page.getByRole("button", { name: "Make key" }).click();
  const key = page.locator("code[data-key]");
  await expect(key).toBeVisible();
  return (await key.textContent()) ?? "";
}
