import { expect, type Locator, type Page } from "@playwright/test";

/** The canvas editor, as a marketer uses it. Every method ends when the screen shows what it did. */
export class Editor {
  constructor(readonly page: Page) {}

  static async create(page: Page, slug: string): Promise<Editor> {
    await page.goto(`/${slug}/sequences`);
    await page.getByRole("link", { name: "New sequence" }).first().click();
    await page.getByRole("button", { name: "Start empty" }).click();
    await page.waitForURL(/\/draft/);
    const editor = new Editor(page);
    await expect(editor.card("S1")).toBeVisible();
    return editor;
  }

  /** The card of a step, by its number. */
  card(step: string): Locator {
    return this.page.getByRole("button", { name: new RegExp(`^[^.]* ${step}\\.`) });
  }

  panel(): Locator {
    return this.page.getByRole("complementary");
  }

  /** Presses the plus after a step (and outcome) and picks a kind by its single key. Gives the new step's number. */
  async add(after: string, key: string): Promise<string> {
    const before = await this.count();
    await this.page.getByRole("button", { name: `Add a step after ${after}`, exact: true }).click();
    await expect(this.page.getByRole("combobox", { name: "Search steps" })).toBeFocused();
    await this.page.keyboard.press(key);
    const step = `S${before + 1}`;
    await expect(this.panel().getByText(step, { exact: true })).toBeVisible();
    return step;
  }

  /** How many steps were ever added: the highest number on a card. */
  private async count(): Promise<number> {
    const labels = await this.page
      .locator("[id^='step-']")
      .evaluateAll((cards) => cards.map((card) => card.getAttribute("aria-label") ?? ""));
    return Math.max(...labels.map((label) => Number(/ S(\d+)\./.exec(label)?.[1] ?? 0)));
  }

  async writeMail(subject: string, text: string): Promise<void> {
    await this.panel().getByLabel("Subject").fill(subject);
    const asText = this.panel().getByRole("button", { name: "As text" });
    if ((await asText.getAttribute("aria-pressed")) === "false") await asText.click();
    await this.panel().getByLabel("Text", { exact: true }).fill(text);
  }

  async choose(name: string, option: string): Promise<void> {
    await this.panel().getByRole("combobox", { name }).click();
    await this.page.getByRole("option", { name: option, exact: true }).click();
  }

  async saved(): Promise<void> {
    await expect(this.page.getByRole("status").filter({ hasText: /^Saved/ })).toBeVisible();
  }

  async publish(): Promise<void> {
    await this.page.getByRole("button", { name: "Publish…" }).click();
    await this.page
      .getByRole("dialog")
      .getByRole("button", { name: /^Publish version/ })
      .click();
    await expect(this.page.getByText(/^Version \d+ is live$/)).toBeVisible();
  }
}
