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

  /** One sequence of one mail, live. */
  static async publishOneMail(page: Page, slug: string, name: string, subject: string): Promise<void> {
    const editor = await Editor.create(page, slug);
    await editor.rename(name);
    await editor.add("S1", "e");
    await editor.writeMail(subject, `Hello,\n\n${subject}. Nothing else.`);
    await editor.saved();
    await editor.publish();
  }

  async rename(name: string): Promise<void> {
    await this.page.getByRole("button", { name: "More for this sequence" }).click();
    await this.page.getByRole("menuitem", { name: "Rename…" }).click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByRole("button", { name: "Rename" }).click();
    await expect(this.page.getByText(`It is called “${name}” now`)).toBeVisible();
  }

  /** The card of a step, by its number. */
  card(step: string): Locator {
    return this.page.getByRole("button", { name: new RegExp(`^[^.]* ${step}\\.`) });
  }

  /** What a screen reader was told last. */
  spoken(): Locator {
    return this.page.locator("[data-spoken]");
  }

  /** The numbers of all steps on the canvas. */
  async steps(): Promise<string[]> {
    const labels = await this.labels();
    return labels.map((label) => / (S\d+)\./.exec(label)?.[1] ?? label).sort();
  }

  async drag(from: Locator, to: Locator): Promise<void> {
    await this.settled();
    const [a, b] = [await from.boundingBox(), await to.boundingBox()];
    if (!a || !b) throw new Error("nothing to drag");
    const { mouse } = this.page;
    await mouse.move(a.x + a.width / 2, a.y + a.height / 2);
    await mouse.down();
    await mouse.move(a.x + a.width / 2 + 12, a.y + a.height / 2 + 12);
    await mouse.move(b.x + b.width / 2, b.y + b.height / 2, { steps: 6 });
    await mouse.up();
  }

  /** Cards that find their new places move for a moment. */
  private async settled(): Promise<void> {
    let before = "";
    const still = async () => {
      const cards = this.page.locator("[data-step]");
      const now = await cards.evaluateAll((all) => JSON.stringify(all.map((card) => card.getBoundingClientRect())));
      const same = now === before;
      before = now;
      return same;
    };
    await expect.poll(still, { intervals: [120] }).toBe(true);
  }

  panel(): Locator {
    return this.page.getByRole("complementary", { name: / S\d+$/ });
  }

  /** Presses the plus after a step (and outcome) and picks a kind by its single key. Gives the new step's number. */
  async add(after: string, key: string, where: "at the end" | "between" = "at the end"): Promise<string> {
    const before = await this.count();
    const plus =
      where === "between"
        ? this.page.getByRole("button", { name: new RegExp(`^Add a step between ${after} and`) }).first()
        : this.page.getByRole("button", { name: `Add a step after ${after}`, exact: true });
    await plus.click();
    await expect(this.page.getByRole("combobox", { name: "Search steps" })).toBeFocused();
    await this.page.keyboard.press(key);
    const step = `S${before + 1}`;
    await expect(this.panel().getByText(step, { exact: true })).toBeVisible();
    return step;
  }

  /** How many steps were ever added: the highest number on a card. */
  private async count(): Promise<number> {
    return Math.max(...(await this.labels()).map((label) => Number(/ S(\d+)\./.exec(label)?.[1] ?? 0)));
  }

  private labels(): Promise<string[]> {
    return this.page
      .locator("[id^='step-']")
      .evaluateAll((cards) => cards.map((card) => card.getAttribute("aria-label") ?? ""));
  }

  async writeMail(subject: string, text: string): Promise<void> {
    await this.panel().getByLabel("Subject").fill(subject);
    const asText = this.panel().getByRole("button", { name: "As text" });
    if ((await asText.getAttribute("aria-pressed")) === "false") await asText.click();
    await this.panel().getByLabel("Text", { exact: true }).fill(text);
  }

  async choose(name: string, option: string | RegExp): Promise<void> {
    await this.panel().getByRole("combobox", { name }).click();
    await this.page.getByRole("option", { name: option, exact: true }).click();
  }

  async saved(): Promise<void> {
    await expect(this.page.getByRole("status").filter({ hasText: /^Saved/ })).toBeVisible();
  }

  async publish(): Promise<void> {
    await this.page.getByRole("button", { name: "Publish…" }).click();
    await this.page.waitForURL(/\/draft\/publish/);
    await this.page.getByRole("button", { name: /^Publish version/ }).click();
    await expect(this.page.getByText(/^Version \d+ is live$/)).toBeVisible();
  }
}
