import { expect, test } from "./fixtures";
import { Attention } from "./pages/attention";
import { importContacts } from "./pages/contacts";
import { Editor } from "./pages/editor";
import { LocalInbox } from "./pages/inbox";
import { openJourney } from "./pages/journey";
import { foundWorkspace, setUp } from "./pages/workspace";

const csvOf = (people: readonly (readonly [string, string, string])[]) =>
  ["email,first_name,last_name", ...people.map((row) => row.join(","))].join("\n");

test("a broadcast to 200 people and a sequence want the same day: nobody gets two mails, everyone held sees why and when", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const slug = await foundWorkspace(page, "Broadcast");
  await setUp(page, slug);
  await Editor.publishOneMail(page, slug, "Welcome", "The welcome");
  const people = Array.from({ length: 200 }, (_, n) => [`p${n}@example.com`, `Pia${n}`, "Person"] as const);
  await importContacts(page, slug, csvOf(people.slice(0, 60)), { rows: 60, sequence: "Welcome" });
  await importContacts(page, slug, csvOf(people.slice(60)), { rows: 140 });

  await page.goto(`/${slug}/broadcasts`);
  await page.getByRole("button", { name: "New broadcast" }).first().click();
  await page.getByRole("dialog").getByLabel("Name").fill("News of the month");
  await page.getByRole("dialog").getByRole("button", { name: "Write it" }).click();
  await page.getByText("All contacts with an address").click();
  await page.getByLabel("Subject").fill("News of the month");
  await page.getByRole("button", { name: "As text" }).click();
  await page.getByLabel("Text", { exact: true }).fill("Hello,\n\nhere is what is new.");
  await page.getByRole("combobox", { name: "From" }).click();
  await page.getByRole("option").first().click();
  await page.getByRole("tab", { name: "Timing" }).click();
  await page.getByRole("combobox", { name: "Topic" }).click();
  await page.getByRole("option").first().click();
  await expect(page.getByText("Ready to be sent.")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Review and send…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send", exact: true }).click();
  const main = page.getByRole("main");
  await expect(main).toContainText(/sent140held.*60/, { timeout: 90_000 });
  await expect(main).toContainText("One message a day");
  const broadcast = page.url();

  const journey = await openJourney(page, slug, "p7@example.com");
  await expect(journey.getByText("Holding “News of the month”")).toBeVisible();
  await expect(journey.getByText(/one message in 24 hours is the limit.*“The welcome”.*fills it/)).toBeVisible();
  await expect(journey.getByText(/^Held until /)).toBeVisible();

  const inbox = new LocalInbox(page, slug);
  await inbox.open();
  expect(await inbox.mails("Pia7 Person", "News of the month")).toBe(0);
  await inbox.pass("1 day");
  await page.goto(broadcast);
  await expect(main).toContainText(/sent200/, { timeout: 60_000 });
});

test("a rule is tried on the past and tightened, what it holds changes; a logged call holds tomorrow's newsletter", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const slug = await foundWorkspace(page, "Attention");
  await setUp(page, slug);
  const editor = await Editor.create(page, slug);
  await editor.add("S1", "w"); // two days
  for (const [step, subject] of [
    ["S2", "The newsletter"],
    ["S3", "Three things to try"],
    ["S4", "Was this a bad week?"],
  ] as const) {
    await editor.add(step, "e");
    await editor.writeMail(subject, `Hello,\n\n${subject}. Nothing else.`);
  }
  await editor.saved();
  await editor.publish();
  await importContacts(page, slug, csvOf([["nia@example.com", "Nia", "News"]]), {
    rows: 1,
    sequence: "Untitled sequence",
  });

  const inbox = new LocalInbox(page, slug);
  await inbox.open();
  await inbox.pass("1 day");
  await inbox.pass("1 day");
  await inbox.read("Nia News", "The newsletter");
  await inbox.pass("1 day");
  await inbox.read("Nia News", "Three things to try");

  // One mail a day let two out and holds the third; one in three days would have held the second too.
  const attention = new Attention(page, slug);
  await attention.open();
  await expect(attention.held("Nia News")).toContainText("one message in 24 hours is the limit");
  const dialog = await attention.change("One message a day");
  await dialog.getByLabel("Length").fill("72");
  const outcome = await attention.tryOut(dialog);
  await expect(outcome).toContainText("would have waited");
  await expect(outcome.getByRole("listitem").filter({ hasText: "Nia News" })).toContainText(
    /got “Three things to try”.*would have come 48 hours later/,
  );
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(attention.held("Nia News")).toContainText("one message in 3 days is the limit", { timeout: 30_000 });
  await page.getByRole("button", { name: /what would change it: Nia News/ }).click();
  await expect(page.getByRole("dialog")).toContainText("“One message a day” would have to allow three instead of one.");

  await importContacts(page, slug, csvOf([["sam@example.com", "Sam", "Supper"]]), {
    rows: 1,
    sequence: "Untitled sequence",
  });
  await openJourney(page, slug, "sam@example.com");
  await page.getByRole("button", { name: "More for this contact" }).click();
  await page.getByRole("menuitem", { name: "Log a call or letter…" }).click();
  await page.getByRole("dialog").getByLabel("About").fill("Asked about seats");
  await page.getByRole("dialog").getByRole("button", { name: "Log it" }).click();
  await expect(page.getByText("Logged", { exact: true })).toBeVisible();
  const journey = page.url();
  await inbox.open();
  await inbox.pass("1 day");
  await inbox.pass("1 day");
  await page.goto(journey);
  const rows = page.getByRole("list", { name: "Journey" });
  await expect(rows.getByText("Holding “The newsletter”")).toBeVisible({ timeout: 30_000 });
  await expect(rows.getByText(/one message in 3 days is the limit; “Asked about seats”.*fills it/)).toBeVisible();
});
