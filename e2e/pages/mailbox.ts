import { expect, type Page } from "@playwright/test";

/** Connects a mailbox of one's own servers in the wizard, from the address to the green light. */
export async function connectMailbox(
  page: Page,
  slug: string,
  of: { address: string; name: string; imap: number; smtp: number; password: string },
): Promise<void> {
  await page.goto(`/${slug}/settings/mailboxes`);
  await page.getByLabel("Your address").fill(of.address);
  await page.getByLabel("Name people see").fill(of.name);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByRole("button", { name: "Use other servers" }).click({ timeout: 30_000 });
  await page.getByLabel("IMAP server").fill("127.0.0.1");
  await page.getByLabel("IMAP port").fill(String(of.imap));
  await page.getByLabel("SMTP server").fill("127.0.0.1");
  await page.getByLabel("SMTP port").fill(String(of.smtp));
  await page.getByRole("button", { name: "Use these servers" }).click();
  const password = page.getByLabel("Password", { exact: true });
  await password.fill("wrong");
  await page.getByRole("button", { name: "Sign in and test" }).click();
  await expect(page.getByRole("list", { name: "Test" }).getByText(/authentication failed/i)).toBeVisible({
    timeout: 30_000,
  });
  await password.fill(of.password);
  await page.getByRole("button", { name: "Sign in and test" }).click();
  await page.getByRole("button", { name: "Use these folders" }).click({ timeout: 30_000 });
  await expect(page.getByRole("button", { name: "Send a mail to myself" })).toBeVisible();
  await page.reload(); // leaving resumes at the same place
  await page.getByRole("button", { name: "Send a mail to myself" }).click();
  await expect(page.getByText("Answers are recognised by an address of their own.")).toBeVisible({ timeout: 45_000 });
  await page.getByRole("combobox", { name: "Between two mails" }).click();
  await page.getByRole("option", { name: "No pause" }).click();
  await page.getByRole("button", { name: "Connect it" }).click();
  await expect(page.getByText("Answers are heard within a second", { exact: false })).toBeVisible();
}
