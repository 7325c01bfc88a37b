import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { importContacts } from "./pages/contacts";
import { Editor } from "./pages/editor";
import { LocalInbox } from "./pages/inbox";
import { openJourney } from "./pages/journey";
import { foundWorkspace, setUp } from "./pages/workspace";

const views = (page: Page) => page.getByRole("navigation", { name: "Views of this sequence" });

/** Who is in a sequence, from the list of sequences. */
async function openPeople(page: Page, slug: string, sequence: string): Promise<void> {
  await page.goto(`/${slug}/sequences`);
  await page.getByRole("link", { name: sequence, exact: true }).first().click();
  await views(page).getByRole("link", { name: "People" }).click();
  await page.waitForURL(/\/people/);
}

test("two sequences want one person: one mail leaves, the other is held until its day has come; contact and sequence say so", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const slug = await foundWorkspace(page, "Rivals");
  await setUp(page, slug);
  await Editor.publishOneMail(page, slug, "Welcome", "The welcome");
  await Editor.publishOneMail(page, slug, "Offer", "The offer");
  const inbox = new LocalInbox(page, slug);
  await inbox.open();
  await inbox.pass("Monday 9:00");
  await inbox.pass("1 hour"); // Monday, 10:00
  const people = "email,first_name,last_name\nwanda@example.com,Wanda,Wanted";
  await importContacts(page, slug, people, { rows: 1, sequence: "Welcome" });
  await inbox.open();
  await inbox.read("Wanda Wanted", "The welcome");
  await importContacts(page, slug, people, { rows: 1, sequence: "Offer" });

  const journey = await openJourney(page, slug, "wanda@example.com");
  await expect(journey.getByText("Holding “The offer”")).toBeVisible({ timeout: 30_000 });
  await expect(journey.getByText(/one message in 24 hours is the limit.*“The welcome”.*fills it/)).toBeVisible();
  await expect(journey.getByText(/^Held until Tue /)).toBeVisible();
  await expect(journey.getByText(/The welcome/).first()).toBeVisible();

  await test.step("each sequence says how its mail fares, and who waits for what until when", async () => {
    const wanda = page.getByRole("table", { name: "People in this sequence" }).getByRole("row", { name: /Wanda/ });
    await openPeople(page, slug, "Offer");
    await expect(wanda).toContainText(/Held until Tue .*one message in 24 hours is the limit.*“The welcome”.*fills it/);
    await views(page).getByRole("link", { name: "Live" }).click();
    await expect(page.getByRole("link", { name: "One message a day", exact: true })).toBeVisible();
    await openPeople(page, slug, "Welcome");
    await expect(wanda).toContainText("Came to the end");
    await expect(wanda).not.toContainText("Held");
  });

  await inbox.open();
  expect(await inbox.mails("Wanda Wanted", "The offer")).toBe(0);
  await inbox.pass("1 day");
  await inbox.pass("1 hour");
  await inbox.pass("1 hour"); // Tuesday, after 12:00
  await inbox.read("Wanda Wanted", "The offer");
  await openJourney(page, slug, "wanda@example.com");
  await expect(page.getByText("Holding “The offer”")).toBeHidden();
  await openPeople(page, slug, "Offer");
  await expect(page.getByRole("row", { name: /Wanda/ })).toContainText("Came to the end");
});
