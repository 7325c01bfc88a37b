import { expect, test } from "./fixtures";
import { importContacts } from "./pages/contacts";
import { foundWorkspace } from "./pages/workspace";

test("a CSV with broken rows: the good ones come in, the others are listed with line and cause", async ({ page }) => {
  const slug = await foundWorkspace(page, "Import");
  const csv = ["email,first_name", "orla@example.com,Orla", "not an address,Nils", "priya@example.com,Priya"].join(
    "\n",
  );
  await importContacts(page, slug, csv, { rows: 2 });
  const problems = page.getByRole("table", { name: "Rows that cannot be imported" });
  await expect(problems.getByRole("row").filter({ hasText: "3" }).first()).toBeVisible();
  await page.goto(`/${slug}/contacts`);
  await expect(page.getByText("orla@example.com")).toBeVisible();
  await expect(page.getByText("priya@example.com")).toBeVisible();
  await expect(page.getByText("not an address")).toHaveCount(0);
});
