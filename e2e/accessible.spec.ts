import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { builtPages, builtSettings } from "@/components/shell/navigation";
import { expect, test } from "./fixtures";
import { signIn } from "./pages/sign-in";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Faults axe finds in what is on the screen, as one reads them: rule, where, how often. */
async function faultsOf(page: Page, where: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${where}: ${id} ${nodes.length}x at ${nodes
        .slice(0, 2)
        .map(({ target }) => target.join(" "))
        .join(" , ")}`,
  );
}

async function settled(page: Page): Promise<void> {
  await expect(page.locator("main, [role=main]").first()).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

for (const theme of ["light", "dark"] as const) {
  test(`every main page of the demo is accessible in the ${theme} theme`, async ({ page, context, baseURL }) => {
    test.setTimeout(300_000);
    await context.addCookies([{ name: "heed-theme", value: theme, url: baseURL ?? "" }]);
    await signIn(page);
    await page.waitForURL((url) => url.pathname !== "/" && !url.pathname.startsWith("/sign-in"));
    const slug = new URL(page.url()).pathname.split("/")[1] ?? "";
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

  test(`the canvas with panel, menu, dialog and problem open is accessible in the ${theme} theme`, async ({
    page,
    context,
    baseURL,
  }) => {
    test.setTimeout(180_000);
    await context.addCookies([{ name: "heed-theme", value: theme, url: baseURL ?? "" }]);
    await signIn(page);
    await page.getByRole("navigation").getByRole("link", { name: "Sequences" }).first().click();
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
    await expect(page.getByRole("complementary")).toBeVisible();
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
}
