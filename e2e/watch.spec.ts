import { expect, test, watch } from "./fixtures";
import { nobody } from "./pages/sign-in";

test("the watch sees requests to other hosts, errors on the console, and what is thrown", async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ storageState: nobody });
  const faults = watch(context, baseURL ?? "", [/expected on purpose/]);
  const page = await context.newPage();
  await page.goto(`${baseURL}/sign-in`);
  expect(faults).toEqual([]);
  const thrown = context.waitForEvent("weberror");
  const outcome = await page.evaluate(async () => {
    console.error("expected on purpose");
    console.error("not expected");
    queueMicrotask(() => {
      throw new Error("thrown in the page");
    });
    return fetch("https://elsewhere.example/pixel.gif").then(
      () => "loaded",
      () => "stopped",
    );
  });
  await thrown;
  expect(outcome).toBe("stopped");
  expect(faults).toContainEqual("request to https://elsewhere.example");
  expect(faults).toContainEqual(expect.stringContaining("console: not expected"));
  expect(faults).toContainEqual(expect.stringContaining("thrown in the page"));
  expect(faults).not.toContainEqual(expect.stringContaining("on purpose"));
  await context.close();
});
