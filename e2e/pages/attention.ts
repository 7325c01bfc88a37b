import { expect, type Locator, type Page } from "@playwright/test";

/** The rules everything passes, and what they hold. */
export class Attention {
  constructor(
    readonly page: Page,
    readonly slug: string,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(`/${this.slug}/attention`);
    await expect(this.page.getByRole("heading", { name: "Attention" })).toBeVisible();
  }

  /** The row of a held mail, by whom it is for. */
  held(name: string): Locator {
    return this.page.getByRole("table", { name: "Held mails" }).getByRole("row").filter({ hasText: name });
  }

  /** Opens a rule in its dialog. */
  async change(rule: string): Promise<Locator> {
    await this.page.getByRole("button", { name: `Actions for ${rule}` }).click();
    await this.page.getByRole("menuitem", { name: "Change…" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Change rule" });
    await expect(dialog).toBeVisible();
    return dialog;
  }

  /** Tries what the dialog says on the past and waits until every person was looked at. */
  async tryOut(dialog: Locator): Promise<Locator> {
    await dialog.getByRole("button", { name: /^Try/ }).click();
    const outcome = dialog.getByRole("region", { name: "Tried on the last 90 days" });
    await expect(outcome.getByRole("button", { name: "Try again" })).toBeVisible({ timeout: 30_000 });
    return outcome;
  }
}
