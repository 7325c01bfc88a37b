import { totp } from "@/server/services/account/testing/totp";
import { expect, test } from "./fixtures";
import { nobody, signIn } from "./pages/sign-in";

const who = { email: "peter@northbeam.example", password: "quiet hours, please" };

// A wrong password is answered with 400, which the browser says on its console.
test.use({ expectedErrors: [/status of 400/], storageState: nobody });

test("a second factor is turned on, asked for at sign-in, replaced by a backup code, and turned off", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signIn(page, who);
  await page.getByRole("button", { name: /^Your account/ }).click();
  await page.getByRole("menuitem", { name: "Your account" }).click();
  await page.getByRole("button", { name: "Turn on" }).click();
  await page.getByLabel("Your password", { exact: true }).fill("not this one");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("That is not your password")).toBeVisible();
  await page.getByLabel("Your password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("img", { name: /Code to scan/ })).toBeVisible();
  const secret = ((await page.locator("code[data-secret]").textContent()) ?? "").replaceAll(" ", "");
  const codes = await page.getByRole("list", { name: "Backup codes" }).getByRole("listitem").allTextContents();
  expect(codes.length).toBeGreaterThan(5);
  await page.getByLabel(/Code the app shows now/).fill(totp(secret));
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByRole("button", { name: "Turn off" })).toBeVisible();

  const leave = async () => {
    await page.getByRole("button", { name: /^Your account/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL(/\/sign-in/);
  };
  const enter = async () => {
    await page.goto("/sign-in");
    await expect(page.getByLabel("E-mail")).not.toHaveValue("");
    await page.getByLabel("E-mail").fill(who.email);
    await page.getByLabel("Password", { exact: true }).fill(who.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Is it you?" })).toBeVisible();
  };
  await leave();
  await enter();
  await page.getByLabel("Code of your authenticator app").fill("000000");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("That code is not right.")).toBeVisible();
  await page.getByLabel("Code of your authenticator app").fill(totp(secret));
  await page.getByRole("button", { name: "Go on" }).click();
  await page.waitForURL(/\/today$/);

  await leave();
  await enter();
  await page.getByRole("button", { name: "Use a backup code" }).click();
  await page.getByLabel("Backup code").fill(codes[0] ?? "");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.waitForURL(/\/today$/);

  await page.goto("/northbeam/account");
  await page.getByRole("button", { name: "Turn off" }).click();
  await page.getByLabel("Your password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Turn off" }).click();
  await expect(page.getByRole("button", { name: "Turn on" })).toBeVisible();
});
