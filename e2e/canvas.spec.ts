import { expect, test } from "./fixtures";
import { Editor } from "./pages/editor";
import { tabTo } from "./pages/keyboard";
import { foundWorkspace } from "./pages/workspace";

test("by mouse: from a template, a step between two others, a fork that asks, a line let go on a card, and undo of it all", async ({
  page,
}) => {
  const slug = await foundWorkspace(page, "Mouse");
  await page.goto(`/${slug}/sequences/new`);
  await page.getByRole("button", { name: "Use Trial onboarding" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Use this" }).click();
  await page.waitForURL(/\/draft/);
  const editor = new Editor(page);
  await expect(editor.card("S1")).toBeVisible();
  const steps = await editor.steps();

  const added = await editor.add("S1", "w", "between");
  await expect(editor.spoken()).toHaveText(new RegExp(`${added} added after S1, before S\\d+`));
  await editor.panel().getByLabel("How long: how many").fill("5");
  await expect(editor.card(added)).toContainText("Wait 5 days");
  await editor.saved();

  await page.keyboard.press("Escape");
  await expect(editor.card(added)).toBeFocused();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(editor.card(added)).toHaveCount(0);
  expect(await editor.steps()).toEqual(steps);
});

test("by keyboard alone: from a template to its draft, by the first thing to fix", async ({ page }) => {
  const slug = await foundWorkspace(page, "Template keys");
  const { keyboard } = page;
  await page.goto(`/${slug}/sequences`);
  await tabTo(page, page.getByRole("link", { name: "New sequence" }).first());
  await keyboard.press("Enter");
  await page.waitForURL(/\/sequences\/new/);
  await tabTo(page, page.getByRole("button", { name: "Use Trial onboarding" }));
  await keyboard.press("Enter");
  await tabTo(page, page.getByRole("dialog").getByRole("button", { name: "Use this" }), 20);
  await keyboard.press("Enter");
  await page.waitForURL(/\/draft/);
  const editor = new Editor(page);
  await tabTo(page, editor.card("S1"));
  await keyboard.press("ArrowDown");
  await expect(editor.card("S1")).not.toBeFocused();
  await expect(page.locator("[id^='step-']:focus")).toBeVisible();
});
