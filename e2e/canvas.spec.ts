import { expect, test } from "./fixtures";
import { Editor } from "./pages/editor";
import { foundWorkspace, signIn } from "./pages/sign-in";

test.beforeEach(async ({ page }) => {
  await signIn(page);
});

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
