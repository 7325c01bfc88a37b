import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { builtPages, builtSettings } from "@/components/shell/navigation";
import { demoSignIn } from "@/db/demo-sign-in";
import { browserLaunch } from "@/script/browser-launch";

// `npm run screenshots [URL [NAME…]]`: every main page of a running demo, or those named, in both themes, into docs/screens as WebP.
const base = process.argv[2] ?? `http://localhost:${process.env.PORT ?? "3000"}`;
const named = process.argv.slice(3);
const folder = join(import.meta.dirname, "..", "docs", "screens");
const WIDTH = 1440;
const HEIGHT = 900;

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly prepare?: (page: Page) => Promise<void>;
}

/** The demo's own sequence and a contact on it, by the links people follow. */
async function shotsOf(page: Page, slug: string): Promise<Shot[]> {
  const home = `/${slug}`;
  const pages = [...builtPages.filter((key) => key !== "settings"), ...builtSettings.map((key) => `settings/${key}`)];
  await page.goto(`${home}/sequences`);
  const sequence = await page.locator("a[href*='/sequences/']", { hasText: "Trial" }).first().getAttribute("href");
  const at = sequence?.split("/").slice(0, 4).join("/") ?? "";
  await page.goto(`${at}/people`); // somebody with a way behind them
  const contact = await page.locator(`a[href^='${home}/contacts/']`).nth(2).getAttribute("href");
  return [
    ...pages.map((path): Shot => ({ name: path.replaceAll("/", "-"), path: `${home}/${path}` })),
    { name: "templates", path: `${home}/sequences/new` },
    { name: "canvas", path: `${at}/draft?step=S2`, prepare: withPanel },
    { name: "canvas-try", path: `${at}/draft`, prepare: (open) => tried(open) },
    { name: "publish", path: `${at}/draft/publish`, prepare: drawn },
    { name: "canvas-add", path: `${at}/draft`, prepare: openAddMenu },
    { name: "outline", path: `${at}/draft`, prepare: outlined },
    { name: "live", path: `${at}/live`, prepare: drawn },
    { name: "people", path: `${at}/people` },
    { name: "versions", path: `${at}/versions` },
    ...(contact ? [{ name: "journey", path: contact, prepare: drawn }] : []),
    { name: "local-inbox", path: `/sandbox?workspace=${slug}` },
  ];
}

/** The canvas and what stands beside it have come. */
async function drawn(page: Page): Promise<void> {
  await page.locator(".react-flow__node").first().waitFor({ timeout: 20_000 });
  await page.getByText("Loading…").first().waitFor({ state: "hidden", timeout: 20_000 });
}

/** The panel of the step has come, with its editor. */
async function withPanel(page: Page): Promise<void> {
  await drawn(page);
  await page.getByRole("complementary", { name: / S2$/ }).locator("[contenteditable=true]").nth(1).waitFor();
}

async function outlined(page: Page): Promise<void> {
  await drawn(page);
  await page.keyboard.press("o");
  await page.getByRole("region", { name: /^Outline of/ }).waitFor();
}

async function tried(page: Page): Promise<void> {
  await drawn(page);
  await page.keyboard.press("t");
  await page.getByRole("list", { name: "What would happen" }).waitFor();
}

async function openAddMenu(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /^Add a step between/ })
    .nth(1)
    .click();
  await page.getByRole("combobox", { name: "Search steps" }).waitFor();
}

async function signIn(page: Page): Promise<string> {
  await page.goto("/sign-in", { waitUntil: "networkidle" });
  await page.getByLabel("E-mail").fill(demoSignIn.email);
  await page.getByLabel("Password", { exact: true }).fill(demoSignIn.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/" && !url.pathname.startsWith("/sign-in"));
  return "northbeam"; // the demo; signing in opens the workspace used last
}

/** Chromium's own encoder: no image library is needed for it. */
async function toWebp(blank: Page, png: Buffer): Promise<Buffer> {
  const data = await blank.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext("2d")?.drawImage(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: "image/webp", quality: 0.86 });
    const encoded = new Uint8Array(await blob.arrayBuffer());
    return btoa(Array.from(encoded, (byte) => String.fromCharCode(byte)).join(""));
  }, png.toString("base64"));
  return Buffer.from(data, "base64");
}

async function take(page: Page, blank: Page, shot: Shot, theme: string): Promise<void> {
  await page.goto(shot.path);
  await page.locator("[aria-busy=true], [data-skeleton]").first().waitFor({ state: "detached" });
  await page.waitForLoadState("load");
  await page.evaluate(() => document.fonts.ready);
  await shot.prepare?.(page);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const png = await page.screenshot();
  const file = join(folder, `${shot.name}-${theme}.webp`);
  const webp = await toWebp(blank, png);
  writeFileSync(file, webp);
  process.stdout.write(`${shot.name} ${theme} ${Math.round(webp.length / 1024)} KB\n`);
}

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  ...browserLaunch,
  args: [...browserLaunch.args, "--font-render-hinting=none"],
});
try {
  for (const theme of ["light", "dark"] as const) {
    const context = await browser.newContext({
      baseURL: base,
      viewport: { width: WIDTH, height: HEIGHT },
      locale: "en-GB",
      timezoneId: "Europe/Rome",
      reducedMotion: "reduce",
    });
    await context.addCookies([{ name: "heed-theme", value: theme, url: base }]);
    const [page, blank] = [await context.newPage(), await context.newPage()];
    page.setDefaultTimeout(60_000);
    const shots = await shotsOf(page, await signIn(page));
    for (const shot of shots.filter(({ name }) => named.length === 0 || named.includes(name)))
      await take(page, blank, shot, theme);
    await context.close();
  }
} finally {
  await browser.close();
}
