import { expect, test } from "./fixtures";
import { Editor } from "./pages/editor";
import { foundWorkspace } from "./pages/workspace";

test("a sequence is drawn by mouse, survives a reload, and publishing says what is missing at its place", async ({
  page,
}) => {
  const slug = await foundWorkspace(page, "Editor");
  const editor = await Editor.create(page, slug);
  const mail = await editor.add("S1", "e");
  await page.keyboard.press("Escape");
  await editor.card("S1").click();
  await expect(editor.card(mail)).toContainText("Add a subject line");

  await page.getByRole("button", { name: "Publish…" }).click();
  await expect(editor.panel().getByLabel("Subject")).toBeFocused();
  await editor.writeMail("Three things to try", "Hello there,\n\nthree things.");
  await expect(editor.card(mail)).toContainText("Three things to try");
  await editor.saved();

  await page.reload();
  await expect(editor.card(mail)).toContainText("Three things to try");
});

test("what is done is undone by name, to the very words, also after a reload", async ({ page }) => {
  const slug = await foundWorkspace(page, "Undo");
  const editor = await Editor.create(page, slug);
  await editor.add("S1", "w");
  await editor.saved();
  await page.reload();
  await expect(editor.card("S2")).toBeVisible();
  await page.getByRole("button", { name: "More for this sequence" }).click();
  await page.getByRole("menuitem", { name: "Undo: Added Wait S2" }).click();
  await expect(editor.card("S2")).toHaveCount(0);
  await editor.card("S1").focus();
  await page.keyboard.press("Control+Shift+Z");
  await expect(editor.card("S2")).toBeVisible();
});

test("the canvas is used by keyboard alone: add, walk, delete, undo", async ({ page }) => {
  const slug = await foundWorkspace(page, "Keys");
  const editor = await Editor.create(page, slug);
  await editor.card("S1").focus();
  await page.keyboard.press("a");
  await expect(page.getByRole("combobox", { name: "Search steps" })).toBeFocused();
  await page.keyboard.press("r");
  await expect(editor.card("S2")).toBeVisible();
  await expect(editor.panel().getByRole("textbox").first()).toBeFocused(); // the step opens configured, wherever one was
  await editor.card("S1").focus();
  await page.keyboard.press("ArrowDown");
  await expect(editor.card("S2")).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(editor.card("S2")).toHaveCount(0);
  await editor.card("S1").focus();
  await page.keyboard.press("Control+z");
  await expect(editor.card("S2")).toBeVisible();
});
