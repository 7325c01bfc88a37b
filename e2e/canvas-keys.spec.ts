import { expect, test } from "./fixtures";
import { Editor } from "./pages/editor";
import { foundWorkspace } from "./pages/workspace";

test.describe.configure({ timeout: 120_000 });

test("by mouse: a tab is let go on a later card and leads there, and on an earlier one, which is continued at", async ({
  page,
}) => {
  const slug = await foundWorkspace(page, "Lines");
  const editor = await Editor.create(page, slug);
  await editor.add("S1", "e");
  await editor.add("S2", "r");
  await editor.add("S3, replies", "t");
  await editor.add("S3, nothing in 3 days", "x");
  await page.keyboard.press("Escape");
  await editor.drag(
    page
      .locator("[data-step]", { has: editor.card("S3") })
      .locator("[data-handleid]")
      .nth(1),
    editor.card("S4"),
  );
  await expect(editor.spoken()).toHaveText("Connected S3 to S4");
  await editor.drag(
    page
      .locator("[data-step]", { has: editor.card("S4") })
      .locator("[data-handleid]")
      .first(),
    editor.card("S2"),
  );
  await expect(editor.card("S4").locator("..")).toContainText("continue at S2"); // through the wait of S3
  await page.keyboard.press("Control+z");
  await expect(editor.spoken()).toContainText("Undid: Connected S4 to S2");
});

test("by keyboard alone: choose, add, configure, fix what is missing, move, connect, copy, delete a fork, outline", async ({
  page,
}) => {
  const slug = await foundWorkspace(page, "Keyboard");
  const editor = await Editor.create(page, slug);
  const { keyboard } = page;
  await editor.card("S1").focus();
  await keyboard.press("a");
  await expect(page.getByRole("combobox", { name: "Search steps" })).toBeFocused();
  await keyboard.press("Escape");
  await expect(editor.card("S1")).toBeFocused();

  await keyboard.press("a");
  await keyboard.press("e");
  await expect(editor.panel().getByLabel("Subject")).toBeFocused();
  await keyboard.type("Three things");
  await keyboard.press("F8");
  await expect(editor.panel().getByRole("textbox", { name: "Text", exact: true })).toBeFocused();
  await keyboard.type("Hello.");
  await keyboard.press("Escape");
  await expect(editor.card("S2")).toBeFocused();

  await keyboard.press("a");
  await keyboard.press("w");
  await expect(editor.panel().getByLabel("How long: how many")).toBeFocused();
  await keyboard.press("Escape");
  await expect(editor.card("S3")).toBeFocused();
  await keyboard.press("m");
  await expect(editor.spoken()).toContainText("Moving Wait S3");
  await keyboard.press("ArrowUp");
  await keyboard.press("Enter");
  await expect(editor.spoken()).toHaveText("S3 moved after S1, before S2");
  await expect(editor.card("S3")).toBeFocused();

  await keyboard.press("ArrowDown");
  await expect(editor.card("S2")).toBeFocused();
  await keyboard.press("c");
  await expect(page.getByRole("combobox", { name: "Continue at…" })).toBeFocused();
  await keyboard.type("S3");
  await keyboard.press("Enter");
  await expect(page.getByText("continue at S3")).toBeVisible();

  await keyboard.press("Control+a");
  await expect(page.getByText("3 steps")).toBeVisible();
  await keyboard.press("Control+d");
  await expect(page.getByText("Duplicated 2 steps")).toBeAttached();
  await keyboard.press("Control+z");

  await keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys of the canvas" })).toBeVisible();
  await keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await keyboard.press("/");
  await expect(page.getByRole("combobox", { name: "Number, name or words of a step" })).toBeFocused();
  await keyboard.type("three");
  await keyboard.press("Enter");
  await expect(editor.card("S2")).toBeFocused();

  await keyboard.press("o");
  await expect(page.getByRole("region", { name: /^Outline of/ })).toBeVisible();
  await editor.card("S2").focus();
  await keyboard.press("Delete");
  await expect(editor.card("S2")).toHaveCount(0);
  await keyboard.press("Control+z");
  await expect(editor.card("S2")).toBeVisible();
});

test("a draft that cannot be saved is kept, and what two people changed goes together", async ({ page, context }) => {
  const slug = await foundWorkspace(page, "Two");
  const editor = await Editor.create(page, slug);
  await editor.add("S1", "w");
  await editor.saved();
  await page.keyboard.press("Escape");

  const second = new Editor(await context.newPage());
  await second.page.goto(page.url());
  await expect(second.card("S2")).toBeVisible();
  await second.add("S2", "x");
  await second.saved();

  await editor.add("S1", "t", "between");
  await expect(page.getByText("Somebody else changed this draft too")).toBeVisible();
  await editor.saved();
  expect((await editor.steps()).length).toBe(4);
});
