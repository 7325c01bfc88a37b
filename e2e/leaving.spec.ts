import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { importContacts } from "./pages/contacts";
import { Editor } from "./pages/editor";
import { LocalInbox } from "./pages/inbox";
import { openJourney } from "./pages/journey";
import { foundWorkspace, setUp } from "./pages/workspace";

const csv = "email,first_name,last_name\nana@example.com,Ana,Alba\nnobody@example.com,,";

/** Two letters, one behind the other: the default limits hold the second back for a day. */
async function drawLetters(page: Page, slug: string): Promise<void> {
  const editor = await Editor.create(page, slug);
  await editor.add("S1", "e");
  await editor.writeMail(
    'News for {{ first_name | default: "you" }}',
    'Hi {{ first_name | default: "there" }},\n\nthis is the first letter.',
  );
  await test.step("the mail as two people would get it", async () => {
    const preview = editor.panel().getByRole("region", { name: "Preview" });
    await preview.getByRole("button", { name: /would get it$/ }).click();
    const showFor = async (who: string) => {
      await preview.getByRole("combobox", { name: "Show it for" }).click();
      await page.getByRole("option", { name: new RegExp(`^${who}`) }).click();
    };
    await showFor("Ana Alba");
    await expect(preview.getByText("News for Ana", { exact: true })).toBeVisible();
    const frame = preview.frameLocator("iframe");
    await expect(frame.getByText("Hi Ana,")).toBeVisible();
    await showFor("nobody@example.com");
    await expect(preview.getByText("News for you", { exact: true })).toBeVisible();
    await expect(frame.getByText("Hi there,")).toBeVisible();
  });
  await editor.add("S2", "e");
  await editor.writeMail("The second letter", "It follows the first one, in its own words.");
  await editor.saved();
  await editor.publish();
}

test("a mail is seen as two people get it; its reader chooses once a month, then leaves, and the journey says so", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const slug = await foundWorkspace(page, "Leaving");
  await setUp(page, slug);
  await importContacts(page, slug, csv, { rows: 2 });
  await drawLetters(page, slug);

  const journey = await openJourney(page, slug, "ana@example.com");
  await page.getByRole("button", { name: "Enroll…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox").click();
  await page.getByRole("option", { name: "Untitled sequence" }).click();
  await dialog.getByRole("button", { name: "Enroll", exact: true }).click();
  await dialog.getByRole("button", { name: "Done" }).click();

  const inbox = new LocalInbox(page, slug);
  await inbox.open();
  await inbox.read("Ana Alba", "News for Ana");
  const opened = page.waitForEvent("popup");
  await inbox.player("Ana Alba").getByRole("link", { name: "Open their preferences" }).click();
  const centre = await opened;
  await centre.getByLabel("At most once a month").check();
  await centre.getByRole("button", { name: "Save" }).click();
  await expect(centre.getByText("Saved.")).toBeVisible();
  await centre.close();

  await openJourney(page, slug, "ana@example.com");
  await expect(journey.getByText("Wants at most one message in 30 days")).toBeVisible();
  await expect(journey.getByText(/^Held.*this person chose at most one message in 30 days/)).toBeVisible();

  await inbox.open();
  await inbox.read("Ana Alba", "News for Ana");
  await inbox.player("Ana Alba").getByRole("button", { name: "Unsubscribe" }).click();
  await expect(page.getByRole("list", { name: "Mails" }).getByText(/unsubscribed/)).toBeVisible();
  await openJourney(page, slug, "ana@example.com");
  await expect(journey.getByText("Wants no more of Personal messages")).toBeVisible();
  await expect(journey.getByText("Left “Untitled sequence”")).toBeVisible();
  await expect(journey.getByText(/^Holding|^Planned|^Then, /)).toHaveCount(0);
});
