import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { importContacts } from "./pages/contacts";
import { Editor } from "./pages/editor";
import { tabTo } from "./pages/keyboard";
import { foundWorkspace, setUp } from "./pages/workspace";

const csv = ["email,first_name,last_name", "ida@example.com,Ida,Iversen", "jon@example.com,Jon,Jansen"].join("\n");

/** Entry → mail → a reaction (replies: a task, nothing: the end), published, with two people inside. Gives the sequence's address. */
async function withPeople(page: Page, name: string): Promise<{ editor: Editor; base: string; slug: string }> {
  const slug = await foundWorkspace(page, name);
  await setUp(page, slug);
  const editor = await Editor.create(page, slug);
  await editor.add("S1", "e");
  await editor.writeMail("Three things to try", "Hello there,\n\nthree things.");
  await editor.add("S2", "r");
  await editor.add("S3, replies", "t");
  await editor.panel().getByLabel("What to do", { exact: true }).fill("Call them");
  await editor.add("S3, nothing in 3 days", "x");
  await page.keyboard.press("Escape");
  await editor.saved();
  const base = new URL(page.url()).pathname.replace(/\/draft.*$/, "");
  await editor.publish();
  await importContacts(page, slug, csv, { rows: 2, sequence: "Untitled sequence" });
  return { editor, base, slug };
}

test.describe.configure({ timeout: 240_000 });

test("by mouse: try it, watch it live, open a path, take somebody out and back, publish with people inside", async ({
  page,
}) => {
  const { editor, base } = await withPeople(page, "By mouse");

  await page.goto(`${base}/live`);
  const waiting = page.getByRole("link", { name: "2 waiting at S3" });
  await expect(waiting).toBeVisible({ timeout: 60_000 }); // by itself: nobody reloads
  await waiting.click();
  await page.waitForURL(/\/people\?/);
  await page.getByRole("link", { name: "Ida Iversen" }).click();
  const journey = page.getByRole("list", { name: "Journey" });
  await expect(journey.getByText("Three things to try").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /S3\..*Visited as 3.*now here/ })).toBeVisible();

  await page.getByRole("button", { name: "Skip this wait" }).click();
  await page.getByRole("dialog").getByLabel("Why?").fill("Asked by phone");
  await page.getByRole("dialog").getByRole("button", { name: "Skip this wait" }).click();
  await expect(page.getByText("The wait is over")).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByText("As it was before")).toBeVisible();
  await expect(page.getByRole("button", { name: /S3\..*now here/ })).toBeVisible();

  await page.goto(`${base}/draft`);
  await page.getByRole("button", { name: "Try it", exact: true }).click();
  const trial = page.getByRole("complementary", { name: "Try it" });
  await expect(page.getByRole("button", { name: /S5\..*Visited as/ })).toBeVisible();
  await trial.getByRole("button", { name: "replies", exact: true }).click();
  await expect(page.getByRole("button", { name: /S4\..*Visited as/ })).toBeVisible();
  await page.getByRole("button", { name: "Choose “nothing in 3 days” at S3" }).click();
  await expect(page.getByRole("button", { name: /S5\..*Visited as/ })).toBeVisible();
  await trial.getByRole("button", { name: "Close" }).click();

  await editor.card("S3").click();
  await page.getByRole("button", { name: "What to do with S3" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(editor.card("S3")).toHaveCount(0);
  await editor.saved();
  await page.getByRole("button", { name: "Publish…" }).click();
  await page.getByRole("button", { name: "Publish version 2" }).click();
  await expect(page.getByText("Say where the people go who stand on a step that is gone.")).toBeVisible();
  await page.getByRole("combobox", { name: /^Where the people of S3/ }).click();
  await page.getByRole("option", { name: /^S5/ }).click();
  await page.getByRole("button", { name: "Publish version 2" }).click();
  await expect(page.getByText("Version 2 is live")).toBeVisible();
  await page.goto(`${base}/versions?compare=1`);
  await expect(page.getByText("2 people moved to version 2.")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("button", { name: /^[^.]* S3\./ })).toBeVisible(); // gone, and drawn as gone
});

test("by keyboard alone: watch it live, open a path, try it, publish and say where people go", async ({ page }) => {
  const { editor, base } = await withPeople(page, "By keys");
  const { keyboard } = page;

  await page.goto(`${base}/live`);
  const waiting = page.getByRole("link", { name: "2 waiting at S3" });
  await expect(waiting).toBeVisible({ timeout: 60_000 });
  await tabTo(page, page.getByRole("button", { name: /^[^.]* S1\./ }));
  await keyboard.press("ArrowDown");
  await expect(page.getByRole("button", { name: /^[^.]* S2\./ })).toBeFocused();
  await keyboard.press("ArrowDown");
  await tabTo(page, waiting, 20);
  await keyboard.press("Enter");
  await page.waitForURL(/\/people\?/);
  await tabTo(page, page.getByRole("link", { name: "Jon Jansen" }));
  await keyboard.press("Enter");
  const journey = page.getByRole("list", { name: "Journey" });
  await expect(journey.getByText("Three things to try").first()).toBeVisible();
  await keyboard.press("j");
  await expect(journey.locator("[data-journey-row]").first()).toBeFocused();
  await keyboard.press("j");
  await expect(journey.locator("[data-journey-row]").nth(1)).toBeFocused();

  await page.goto(`${base}/draft`);
  await tabTo(page, editor.card("S1"));
  await keyboard.press("t");
  const trial = page.getByRole("complementary", { name: "Try it" });
  await expect(trial.getByRole("button", { name: "From the start" })).toBeFocused();
  await keyboard.press("ArrowRight");
  await expect(trial.getByRole("button", { name: "Next step" })).toBeFocused();
  await keyboard.press("Shift+ArrowRight");
  await expect(page.getByRole("button", { name: /S5\..*Visited as/ })).toBeVisible();
  await tabTo(page, trial.getByRole("button", { name: "replies", exact: true }), 40, "Shift+Tab");
  await keyboard.press("Space");
  await expect(page.getByRole("button", { name: /S4\..*Visited as/ })).toBeVisible();
  await keyboard.press("Escape");
  await expect(trial).toHaveCount(0);

  await tabTo(page, page.locator("[id^='step-'][tabindex='0']"), 60);
  await keyboard.press("Home");
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  await expect(editor.card("S3")).toBeFocused();
  await keyboard.press("Delete"); // a fork asks which of its branches stays
  await tabTo(page, page.getByRole("dialog").getByRole("button", { name: "Delete" }), 10);
  await keyboard.press("Enter");
  await expect(editor.card("S3")).toHaveCount(0);
  await editor.saved();
  await tabTo(page, page.getByRole("button", { name: "Publish…" }), 60, "Shift+Tab");
  await keyboard.press("Enter");
  await page.waitForURL(/\/publish/);
  const publish = page.getByRole("button", { name: "Publish version 2" });
  await tabTo(page, publish);
  await keyboard.press("Enter");
  await expect(page.getByText("Say where the people go who stand on a step that is gone.")).toBeVisible();
  await tabTo(page, page.getByRole("combobox", { name: /^Where the people of S3/ }), 60, "Shift+Tab");
  await keyboard.press("Enter");
  await expect(page.getByRole("option", { name: /^S5/ })).toBeVisible();
  await keyboard.type("S5");
  await keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: /^Where the people of S3/ })).toContainText("S5");
  await tabTo(page, publish);
  await keyboard.press("Enter");
  await expect(page.getByText("Version 2 is live")).toBeVisible();
  await expect(page.getByText("2 people move along.")).toBeVisible();
});
