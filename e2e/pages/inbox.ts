import { expect, type Page } from "@playwright/test";

/** The local inbox, where one plays the recipients of a sandbox workspace. */
export class LocalInbox {
  constructor(
    readonly page: Page,
    readonly slug: string,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(`/sandbox?workspace=${this.slug}`);
  }

  /** Waits for a mail to somebody and opens it. The list refreshes by itself. */
  async read(name: string, subject: string): Promise<void> {
    const row = this.page
      .getByRole("list", { name: "Mails" })
      .getByRole("button")
      .filter({ hasText: name })
      .filter({ hasText: subject });
    await expect(row.first()).toBeVisible({ timeout: 45_000 });
    await row.first().click();
    await expect(this.page.getByRole("region", { name: `Play ${name}` })).toBeVisible();
  }

  player(name: string) {
    return this.page.getByRole("region", { name: `Play ${name}` });
  }

  async mails(name: string, subject: string): Promise<number> {
    return this.page
      .getByRole("list", { name: "Mails" })
      .getByRole("button")
      .filter({ hasText: name })
      .filter({ hasText: subject })
      .count();
  }

  /** Moves the workspace's clock and waits until everything due on the way has happened. */
  async pass(step: "1 hour" | "1 day" | "3 days" | "Tomorrow 9:00" | "Monday 9:00"): Promise<void> {
    const time = this.page.getByRole("region", { name: "Sandbox time" });
    const hour = async () => ((await time.getByText(/\d\d:\d\d, Rome$/).textContent()) ?? "").replace(/:\d\d, .*/, "");
    const before = await hour();
    await time.getByRole("button", { name: step, exact: true }).click();
    await expect.poll(hour, { timeout: 15_000 }).not.toBe(before); // it has moved, if only to the first thing due
    await expect(time.getByRole("button", { name: step, exact: true })).toBeEnabled({ timeout: 90_000 });
  }
}
