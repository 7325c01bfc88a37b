import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { importContacts } from "./pages/contacts";
import { Editor } from "./pages/editor";
import { foundByHand } from "./pages/founding";
import { LocalInbox } from "./pages/inbox";
import { openJourney } from "./pages/journey";

const people = [
  ["rita@example.com", "Rita", "Reply"],
  ["carl@example.com", "Carl", "Click"],
  ["bea@example.com", "Bea", "Buy"],
  ["nora@example.com", "Nora", "Nothing"],
];
const csv = ["email,first_name,last_name", ...people.map((row) => row.join(","))].join("\n");

/** Trigger → email → wait (replied, clicked, bought, nothing) → four different next steps. */
async function drawNurture(page: Page, slug: string): Promise<void> {
  const editor = await Editor.create(page, slug);
  await editor.add("S1", "e");
  await editor.writeMail(
    "Three things to try",
    `Hi {{ first_name | default: "there" }},\n\nhere are three things. See [the guide](https://${slug}.example/guide).`,
  );
  const wait = await editor.add("S2", "r");
  await editor.panel().getByLabel("Outcome 1: name on the tab").fill("Replied");
  await editor.panel().getByLabel("Outcome 2: name on the tab").fill("Clicked");
  await editor.panel().getByRole("button", { name: "Add an outcome" }).click();
  await editor.choose("Outcome 3: what the person does", "buys");
  await editor.panel().getByLabel("Outcome 3: name on the tab").fill("Bought");
  await editor.add(`${wait}, Replied`, "e");
  await editor.writeMail("Thank you for answering", "Good to hear from you. Ana will call.");
  await editor.add(`${wait}, Clicked`, "t");
  await editor.panel().getByLabel("What to do", { exact: true }).fill("Call about the guide");
  await editor.add(`${wait}, Bought`, "u");
  await editor.panel().getByLabel("Change 1: tag").fill("buyer");
  await editor.add(`${wait}, nothing in 3 days`, "e");
  await editor.writeMail("Was this a bad week?", "No hurry. The three things are still there.");
  await editor.saved();
  await editor.publish();
}

test("a drawn sequence runs, reacts to what each person does, and explains itself", async ({ page }) => {
  test.setTimeout(300_000);
  const slug = await foundByHand(page, "Main");
  await drawNurture(page, slug);
  await importContacts(page, slug, csv, { rows: 4, sequence: "Untitled sequence" });

  const inbox = new LocalInbox(page, slug);
  await inbox.open();
  for (const name of ["Rita Reply", "Carl Click", "Bea Buy", "Nora Nothing"])
    await inbox.read(name, "Three things to try");

  await inbox.read("Rita Reply", "Three things to try");
  await inbox.player("Rita Reply").getByLabel("Reply").fill("Good idea. When could we talk?");
  await inbox.player("Rita Reply").getByRole("button", { name: "Send reply" }).click();
  await expect(page.getByRole("list", { name: "Mails" }).getByText(/replied: /)).toBeVisible();

  await inbox.read("Carl Click", "Three things to try");
  await inbox.player("Carl Click").getByRole("button", { name: "Click the link" }).click();
  await expect(page.getByRole("list", { name: "Mails" }).getByText("clicked")).toBeVisible();

  await inbox.read("Bea Buy", "Three things to try");
  await inbox.player("Bea Buy").getByRole("button", { name: "Buy" }).click();
  await page.getByRole("menuitem", { name: /Site Pro/ }).click();

  await inbox.pass("1 day");
  await inbox.read("Rita Reply", "Thank you for answering"); // the mail behind "Replied" was really sent
  await inbox.pass("3 days");
  await inbox.read("Nora Nothing", "Was this a bad week?");
  expect(await inbox.mails("Carl Click", "Was this a bad week?")).toBe(0);
  expect(await inbox.mails("Bea Buy", "Was this a bad week?")).toBe(0);

  const paths = [
    { email: "rita@example.com", took: "Replied", next: "Thank you for answering" },
    { email: "carl@example.com", took: "Clicked", next: "Call about the guide" },
    { email: "bea@example.com", took: "Bought", next: /Update the contact|buyer/ },
    { email: "nora@example.com", took: /nothing|Nothing/, next: "Was this a bad week?" },
  ];
  for (const { email, took, next } of paths) {
    const journey = await openJourney(page, slug, email);
    await expect(journey.getByText(took).first()).toBeVisible();
    await expect(journey.getByText(next).first()).toBeVisible();
  }
});
