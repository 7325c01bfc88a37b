import { type BrowserContext, test as base, expect } from "@playwright/test";
import { nobody, signIn } from "./pages/sign-in";

interface Watch {
  /** Console errors this test provokes on purpose, as patterns of their text. */
  expectedErrors: RegExp[];
  /** Fails the test when a page asks another host for anything, says an error on its console, or throws. */
  watched: undefined;
}

interface Session {
  /** What a browser keeps of the demo's owner being signed in: done once by each worker, by the form. */
  session: Awaited<ReturnType<BrowserContext["storageState"]>>;
}

/**
 * Playwright's `test`, signed in as the demo's owner, with eyes on the pages: nothing is loaded from elsewhere and nothing
 * goes wrong in silence. A context that a test makes itself is put under watch by `watch(context)`.
 */
export const test = base.extend<Watch, Session>({
  session: [
    async ({ browser }, use, { project }) => {
      const page = await browser.newPage({ baseURL: project.use.baseURL ?? "", storageState: nobody });
      await signIn(page);
      const state = await page.context().storageState();
      await page.close();
      await use(state);
    },
    { scope: "worker" },
  ],
  storageState: ({ session }, use) => use(session),
  expectedErrors: [[], { option: true }],
  watched: [
    async ({ context, baseURL, expectedErrors }, use) => {
      const faults = watch(context, baseURL ?? "", expectedErrors);
      await use(undefined);
      expect(faults, "faults of the pages").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Says that the frame a mail is shown in ran nothing: a trace of the browser's tries to put its recorder into every frame. */
const SANDBOXED = /^Blocked script execution in 'about:srcdoc'/;

/** Collects what goes wrong in a context's pages. */
export function watch(context: BrowserContext, baseURL: string, expectedErrors: RegExp[] = []): string[] {
  const faults: string[] = [];
  const home = new URL(baseURL).host;
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== home) faults.push(`request to ${url.origin}`);
  });
  context.on("console", (message) => {
    if (message.type() !== "error" || [SANDBOXED, ...expectedErrors].some((pattern) => pattern.test(message.text())))
      return;
    faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => {
    const { name, message, stack } = error.error();
    faults.push(`thrown: ${name} ${message} ${stack ?? ""} (${error.page()?.url() ?? ""})`);
  });
  return faults;
}
