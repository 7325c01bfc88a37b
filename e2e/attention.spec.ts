import { expect, test } from "./fixtures";
import { Attention } from "./pages/attention";
import { importContacts } from "./pages/contacts";
import { Editor } from "./pages/editor";
import { LocalInbox } from "./pages/inbox";
import { foundWorkspace, setUp, signIn } from "./pages/sign-in";

const person = (email: string, first: string, last: string) =>
  ["email,first_name,last_name", `${email},${first},${last}`].join("\n");

test("a rule is tried on the past and tightened, what it holds changes; a logged call holds tomorrow's newsletter", async ({
  page,
}) => {
  test.setTimeout(300_000);
  await signIn(page);
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
  await importContacts(page, slug, person("nia@example.com", "Nia", "News"), {
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
    /got “Three things to try”.*would have come 2 days later/,
  );
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(attention.held("Nia News")).toContainText("one message in 3 days is the limit", { timeout: 30_000 });
  await page.getByRole("button", { name: /what would change it: Nia News/ }).click();
  const why = page.getByRole("dialog");
  await expect(why).toContainText("“One message a day” would have to allow two instead of one.");

  await importContacts(page, slug, person("sam@example.com", "Sam", "Supper"), {
    rows: 1,
    sequence: "Untitled sequence",
  });
  await page.goto(`/${slug}/contacts`);
  await page.getByRole("link", { name: /Sam Supper/ }).click();
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
