import { expect, type Locator, type Page } from "@playwright/test";

/** Presses Tab (or Shift+Tab) until the keyboard is there, as somebody without a mouse does; fails when it cannot be reached. */
export async function tabTo(page: Page, target: Locator, most = 90, key = "Tab"): Promise<void> {
  await expect(target).toBeVisible();
  for (let n = 0; n < most; n += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(target).toBeFocused();
}
