import type { Browser, Page } from "@playwright/test";

/**
 * Script that travels, as it travels (compressed): before the first click on a cold cache, what opening the panel of a mail, the
 * menu and a dialog adds, and what a letter written into the mail adds to that.
 */
export async function scriptBytes(
  browser: Browser,
  signedIn: Page,
  draft: string,
): Promise<{ firstKb: number; onUseKb: number; writeKb: number }> {
  const context = await browser.newContext({
    baseURL: new URL(signedIn.url()).origin,
    storageState: await signedIn.context().storageState(),
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const scripts = new Set<string>();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await page.goto(draft, { waitUntil: "networkidle" });
  await page.locator("[id^='step-']").first().waitFor();
  const first = bytes;
  await page.locator("[id^='step-']").nth(1).click();
  await page.getByRole("complementary").getByRole("textbox", { name: "Subject" }).waitFor();
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("Escape");
  await page.locator("[id^='step-']").first().focus();
  await page.keyboard.press("a");
  await page.getByRole("combobox").first().waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await page.waitForLoadState("networkidle");
  const used = bytes;
  await page.keyboard.press("Escape");
  await page.locator("[id^='step-']").nth(1).click();
  const text = page.getByRole("complementary").getByRole("textbox", { name: "Text", exact: true });
  await text.click();
  await page.keyboard.type("A word.");
  await page.getByText("A word.").first().waitFor();
  await page.waitForLoadState("networkidle");
  await context.close();
  const kb = (size: number) => Math.round(size / 1_024);
  return { firstKb: kb(first), onUseKb: kb(used - first), writeKb: kb(bytes - used) };
}
