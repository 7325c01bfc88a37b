import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { builtPages, builtSettings } from "@/components/shell/navigation";
import { expect, test } from "./fixtures";
import { signIn } from "./pages/sign-in";

/** Signing in opens the workspace used last, which another test may have founded. */
const DEMO = "northbeam";
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Faults axe finds in what is on the screen, as one reads them. Dark is the same page in other colours: only those are looked at again. */
async function faultsOf(page: Page, where: string): Promise<string[]> {
  const wear = (theme: string) =>
    page.evaluate((name) => document.documentElement.setAttribute("data-theme", name), theme);
  await wear("light");
  const light = await new AxeBuilder({ page }).withTags(tags).analyze();
  await wear("dark");
  const dark = await new AxeBuilder({ page }).withRules(["color-contrast"]).analyze();
  await wear("light");
  return [...light.violations, ...dark.violations].map(
    ({ id, nodes }) =>
      `${where}: ${id} ${nodes.length}x at ${nodes
        .slice(0, 2)
        .map(({ target, html }) => `${target.join(" ")} ${html.slice(0, 160)}`)
        .join(" , ")}`,
  );
}

async function settled(page: Page): Promise<void> {
  await expect(page.locator("main, [role=main]").first()).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

test("every main page of the demo is accessible in both themes", async ({ page }) => {
  test.setTimeout(300_000);
  await signIn(page);
  const slug = DEMO;
  const faults: string[] = [];
  for (const path of [
    ...builtPages.filter((key) => key !== "settings"),
    ...builtSettings.map((key) => `settings/${key}`),
    "sequences/new",
  ]) {
    await page.goto(`/${slug}/${path}`);
    await settled(page);
    faults.push(...(await faultsOf(page, path)));
  }
  expect(faults).toEqual([]);
});

test("the canvas with panel, menu, dialog and outline open is accessible in both themes", async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page);
  await page.goto(`/${DEMO}/sequences`);
  await page.getByRole("link", { name: /Trial/ }).first().click();
  await page.waitForURL(/\/sequences\/[^/]+\//);
  const base = new URL(page.url()).pathname.split("/").slice(0, 4).join("/");
  const faults: string[] = [];
  const look = async (where: string) => faults.push(...(await faultsOf(page, where)));
  for (const view of ["live", "people", "versions"]) {
    await page.goto(`${base}/${view}`);
    await settled(page);
    await look(view);
  }
  await page.goto(`${base}/draft?step=S2`);
  await expect(page.getByRole("complementary", { name: / S2$/ })).toBeVisible();
  await look("draft with panel");
  await page.keyboard.press("Escape");
  await page.locator("[id^='step-']").first().focus();
  await page.keyboard.press("a");
  await expect(page.getByRole("combobox", { name: "Search steps" })).toBeVisible();
  await look("add menu");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await look("keys dialog");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("o");
  await expect(page.getByRole("region", { name: /^Outline of/ })).toBeVisible();
  await look("outline");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Command palette" })).toBeVisible();
  await look("palette");
  expect(faults).toEqual([]);
});
