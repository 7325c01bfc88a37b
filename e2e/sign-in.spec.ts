import { demoSignIn } from "@/db/demo-sign-in";
import { expect, test } from "./fixtures";
import { nobody } from "./pages/sign-in";

test.use({ storageState: nobody });

test("whoever is asked to sign in lands on the very page they wanted", async ({ page }) => {
  await page.goto("/northbeam/contacts?archived=true");
  await page.waitForURL(/\/sign-in\?/);
  await expect(page.getByLabel("E-mail")).toHaveValue(demoSignIn.email); // the page has come to life
  await page.getByLabel("Password", { exact: true }).fill(demoSignIn.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/\/northbeam\/contacts\?archived=true$/);
  await expect(page.getByRole("heading", { name: "Contacts", level: 1 })).toBeVisible();
});
