import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { builtPages, builtSettings } from "@/components/shell/navigation";
import { expect, test } from "./fixtures";
import { Editor } from "./pages/editor";
import { foundWorkspace } from "./pages/workspace";

/** Signing in opens the workspace used last, which another test may have founded. */
const DEMO = "northbeam";
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** What a narrow screen may do to a page that is sound on a wide one. */
const narrow = ["target-size", "scrollable-region-focusable", "color-contrast"];

/** Mails are shown in frames that run no scripts: axe would wait a minute for each to answer. */
const axe = (page: Page) => new AxeBuilder({ page }).exclude("iframe");

const read = (where: string, { violations }: Awaited<ReturnType<AxeBuilder["analyze"]>>): string[] =>
  violations.map(
    ({ id, nodes }) =>
      `${where}: ${id} ${nodes.length}x at ${nodes
        .slice(0, 2)
        .map(({ target, html }) => `${target.join(" ")} ${html.slice(0, 160)}`)
        .join(" , ")}`,
  );

/** Puts the theme on and waits until nothing fades from one colour to another any more. */
const wear = (page: Page, theme: string) =>
  page.evaluate(async (name) => {
    document.documentElement.setAttribute("data-theme", name);
    await new Promise(requestAnimationFrame);
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  }, theme);

/** Faults axe finds in what is on the screen, as one reads them. Dark is the same page in other colours: only those are looked at again. */
async function faultsOf(page: Page, where: string, within = "body"): Promise<string[]> {
  await wear(page, "light");
  const light = await axe(page).include(within).withTags(tags).disableRules("target-size").analyze();
  // A canvas is zoomed by whoever looks at it; the same steps stand in the outline at full size.
  const sizes = await axe(page).include(within).exclude(".react-flow__viewport").withRules("target-size").analyze();
  await wear(page, "dark");
  const dark = await axe(page).include(within).withRules(["color-contrast"]).analyze();
  await wear(page, "light");
  return [...read(where, light), ...read(where, sizes), ...read(`${where}, dark`, dark)];
}

/** The same at the width of a phone, and whether the page is wider than it. */
async function faultsOnPhone(page: Page, where: string): Promise<string[]> {
  await page.setViewportSize({ width: 390, height: 844 });
  const found = await axe(page).include("main").withRules(narrow).analyze();
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await page.setViewportSize({ width: 1440, height: 900 });
  return [...read(`${where}, phone`, found), ...(over > 0 ? [`${where}, phone: ${over} px too wide`] : [])];
}

async function settled(page: Page): Promise<void> {
  await expect(page.locator("main, [role=main]").first()).toBeVisible();
  await expect(page.locator("[aria-busy=true], [data-skeleton]")).toHaveCount(0);
}

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
});

const paths = [
  ...builtPages.filter((key) => key !== "settings"),
  ...builtSettings.map((key) => `settings/${key}`),
  "sequences/new",
  "contacts/import",
];
const halves = [paths.filter((_, n) => n % 2 === 0), paths.filter((_, n) => n % 2 === 1)];

for (const [n, half] of halves.entries())
  test(`the main pages of the demo are accessible in both themes and on a phone (${n + 1} of 2)`, async ({ page }) => {
    test.setTimeout(300_000);
    const faults: string[] = [];
    for (const [at, path] of half.entries()) {
      await page.goto(`/${DEMO}/${path}`);
      await settled(page);
      faults.push(...(await faultsOf(page, path, at === 0 ? "body" : "main")));
      faults.push(...(await faultsOnPhone(page, path)));
    }
    expect(faults).toEqual([]);
  });

test("what is asked about a sequence and a contact is accessible in both themes", async ({ page }) => {
  test.setTimeout(300_000);
  const faults: string[] = [];
  const look = async (where: string) => {
    faults.push(...(await faultsOf(page, where)));
    faults.push(...(await faultsOnPhone(page, where)));
  };
  const ask = async (menu: string | RegExp, item: string, where: string) => {
    await page.getByRole("button", { name: menu }).click();
    await page.getByRole("menuitem", { name: item }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await settled(page);
    await look(where);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  };
  await page.goto(`/${DEMO}/sequences`);
  await page.getByRole("link", { name: /Trial/ }).first().click();
  await page.waitForURL(/\/sequences\/[^/]+\//);
  const base = new URL(page.url()).pathname.split("/").slice(0, 4).join("/");
  await page.goto(`${base}/draft`);
  await ask("More for this sequence", "Settings…", "settings of a sequence");
  await ask("More for this sequence", "Archive…", "archiving a sequence");
  await page.goto(`${base}/draft?step=S2`);
  await page
    .getByRole("region", { name: "Preview" })
    .getByRole("button", { name: /would get it$/ })
    .click();
  for (const shown of ["Dark", "Phone", "Light"]) {
    await page.getByRole("group", { name: "How it is shown" }).getByRole("button", { name: shown }).click();
    await look(`preview, ${shown}`);
  }
  await page.goto(`${base}/people`);
  await page.locator(`a[href^='/${DEMO}/contacts/']`).nth(2).click();
  await expect(page.getByRole("list", { name: "Journey" })).toBeVisible();
  await ask(/^More/, "Erase for good…", "erasing");
  await ask(/^More/, "Merge with another contact…", "merging");
  expect(faults).toEqual([]);
});

test("the canvas with panel, menu, dialog, outline and what is wrong is accessible in both themes", async ({
  page,
}) => {
  test.setTimeout(300_000);
  await page.goto(`/${DEMO}/sequences`);
  await page.getByRole("link", { name: /Trial/ }).first().click();
  await page.waitForURL(/\/sequences\/[^/]+\//);
  const base = new URL(page.url()).pathname.split("/").slice(0, 4).join("/");
  const faults: string[] = [];
  const look = async (where: string) => faults.push(...(await faultsOf(page, where)));
  for (const view of ["live", "people", "versions", "draft/publish"]) {
    await page.goto(`${base}/${view}`);
    await settled(page);
    await look(view);
  }
  await page.goto(`${base}/people`);
  await page.locator(`a[href^='/${DEMO}/contacts/']`).nth(2).click();
  await expect(page.getByRole("list", { name: "Journey" })).toBeVisible();
  await settled(page);
  await look("journey");
  await page.goto(`${base}/draft?step=S2`);
  await expect(
    page.getByRole("complementary", { name: / S2$/ }).getByRole("combobox", { name: "Thread" }),
  ).toBeVisible();
  await look("draft with panel");
  await page.keyboard.press("Escape");
  await page.locator("[id^='step-']").first().focus();
  await page.keyboard.press("a");
  await expect(page.getByRole("combobox", { name: "Search steps" })).toBeVisible();
  await look("add menu");
  faults.push(...(await faultsOnPhone(page, "add menu")));
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await look("keys dialog");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("t");
  await expect(page.getByRole("list", { name: "What would happen" })).toBeVisible();
  await look("try it");
  await page.keyboard.press("Escape");
  await page.keyboard.press("o");
  await expect(page.getByRole("region", { name: /^Outline of/ })).toBeVisible();
  await look("outline");
  faults.push(...(await faultsOnPhone(page, "outline")));
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Command palette" })).toBeVisible();
  await look("palette");
  await page.keyboard.press("Escape");

  const editor = await Editor.create(page, await foundWorkspace(page, "Faults"));
  const mail = await editor.add("S1", "e");
  await page.keyboard.press("Escape");
  await editor.card("S1").click();
  await expect(editor.card(mail)).toContainText("Add a subject line");
  await page.getByRole("button", { name: "Publish…" }).click();
  await expect(editor.panel().getByLabel("Subject")).toBeFocused();
  await look("what is wrong");
  expect(faults).toEqual([]);
});
