import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { importContacts } from "./pages/contacts";
import { Editor } from "./pages/editor";
import { LocalInbox } from "./pages/inbox";
import { listDomain, Support, supportKey } from "./pages/support";
import { foundWorkspace, setUp } from "./pages/workspace";

interface Told {
  readonly about: string;
  readonly ask: string;
  readonly answer: string;
}

/** The briefing as its author writes it beside the mail; what the text names is taken over at a press. */
async function writeBriefing(editor: Editor, told: Told): Promise<void> {
  const panel = editor.panel();
  await panel.getByRole("tab", { name: "Briefing" }).click();
  await panel.getByLabel("What it is about").fill(told.about);
  await panel.getByRole("button", { name: "Add a question" }).click();
  await panel.getByLabel("Question 1", { exact: true }).fill(told.ask);
  await panel.getByLabel("Answer 1", { exact: true }).fill(told.answer);
  await panel.getByRole("button", { name: "Take over" }).click();
}

async function askByApi(page: Page, key: string, query: Record<string, string>) {
  const response = await page.request.get("/api/v1/support/lookup", {
    params: query,
    headers: { authorization: `Bearer ${key}` },
  });
  expect(response.status()).toBe(200);
  return (await response.json()) as { line: string; cardUrl: string | null; sent: { briefing: unknown }[] };
}

test("a bank's product on a new domain: support, its help desk and the caller's own check say whether the mail is real", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const slug = await foundWorkspace(page, "Bank");
  await setUp(page, slug);
  await listDomain(page, slug, "twocurrencies.example", "+44 20 7946 0501");
  const told = {
    about: "A card that pays in two currencies. Everybody with an account gets it.",
    ask: "Is this mail really from you?",
    answer: "Yes, if its page is twocurrencies.example. We never ask for the PIN.",
  };
  const editor = await Editor.create(page, slug);
  await editor.add("S1", "e");
  await editor.writeMail("Your new card", "Hi,\n\nlook at [your new card](https://twocurrencies.example/card).");
  await writeBriefing(editor, told);
  await editor.saved();
  await editor.publish();
  await importContacts(page, slug, "email,first_name,last_name\ncarla@example.com,Carla,Costa", {
    rows: 1,
    sequence: "Untitled sequence",
  });
  const inbox = new LocalInbox(page, slug);
  await inbox.open();
  await inbox.read("Carla Costa", "Your new card");
  await page.getByRole("button", { name: "Text", exact: true }).click();
  const code = /\bCode ([2-9a-z]{9})\b/.exec((await page.getByRole("article").textContent()) ?? "")?.[1] ?? "";
  expect(code).not.toBe("");

  const support = new Support(page, slug);
  const line = await support.ask("carla@example.com");
  expect(line).toMatch(/^Yes: sent .*step 2 of Untitled sequence$/);
  await expect(page.getByText(told.about)).toBeVisible();
  await expect(page.getByText(told.answer)).toBeVisible();
  expect(await support.ask("twocurrencies.example")).toMatch(/^Yes: /);
  expect(await support.ask("two-currencies.example")).toMatch(/^No: .*twocurrencies\.example/);
  expect(await support.ask("neverheard.example")).toContain("we have never used that domain");
  expect(await support.ask(code)).toBe(line);

  const key = await supportKey(page, slug);
  const answered = await askByApi(page, key, { email: "carla@example.com" });
  expect(answered.line).toBe(line);
  expect(JSON.stringify(answered.sent[0]?.briefing)).toContain(told.answer);
  await page.goto(new URL(answered.cardUrl ?? "").pathname);
  await expect(page.getByRole("heading", { name: line })).toBeVisible();
  await expect(page.getByText(told.answer)).toBeVisible();

  await page.goto(`/verify/${code}`);
  await expect(page.getByRole("heading", { name: "Yes, this mail is ours" })).toBeVisible();
  await expect(page.getByText(/carla/i)).toHaveCount(0);
  await page.goto(`/${slug}/settings/audit`);
  await expect(page.getByText("looked up").first()).toBeVisible();
});

test("an airline's mail asks to call at once: whoever answers has seen it coming and knows what to say", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const slug = await foundWorkspace(page, "Airline");
  await setUp(page, slug);
  await listDomain(page, slug, "flights.example", "+44 20 7946 0777");
  const told = {
    about: "Flights of the 14th move to another terminal. Travellers are to call before noon.",
    ask: "You told me to call at once. Why?",
    answer: "Your flight leaves from terminal 2. Change the pick-up and confirm the seat.",
  };
  const editor = await Editor.create(page, slug);
  await editor.add("S1", "e");
  await editor.writeMail("Call us at once about your flight", "Please call +44 20 7946 0777 before noon.");
  await writeBriefing(editor, told);
  await editor.saved();

  await page.goto(`/${slug}/launches`);
  await page.getByRole("button", { name: "Plan a launch" }).click();
  const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
  await dialog.getByRole("combobox", { name: "Sequence" }).click();
  await page.getByRole("option", { name: "Untitled sequence" }).click();
  const soon = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16);
  await dialog.getByLabel("Starts").fill(soon);
  await dialog.getByRole("button", { name: "Plan it" }).click();
  await expect(page.getByText(told.about)).toBeVisible();
  await page.getByRole("button", { name: "I have seen it" }).click();
  await expect(page.getByText("Seen", { exact: true })).toBeVisible();

  await page.goto(`/${slug}/sequences`);
  await page.getByRole("link", { name: "Untitled sequence" }).first().click();
  await page.waitForURL(/\/draft/);
  await editor.publish();
  await importContacts(page, slug, "email,first_name,last_name\ntess@example.com,Tess,Traveller", {
    rows: 1,
    sequence: "Untitled sequence",
  });
  const inbox = new LocalInbox(page, slug);
  await inbox.open();
  await inbox.read("Tess Traveller", "Call us at once about your flight");

  const support = new Support(page, slug);
  expect(await support.ask("+44 20 7946 0777")).toMatch(/^Yes: \+44 20 7946 0777 is ours: Customer line/);
  await expect(page.getByText(told.answer)).toBeVisible();
  const line = await support.ask("call at once flight");
  expect(line).toMatch(/^Yes: “Call us at once about your flight”/);
  expect(await support.ask("Tess Traveller")).toMatch(/^Yes: sent .*to Tess Traveller$/);
  await page.getByRole("button", { name: "Log a call" }).click();
  await page.getByRole("dialog").getByRole("textbox").first().fill("Told her: terminal 2");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^(Log|Save)/ })
    .click();
  await expect(page.getByText("Told her: terminal 2")).toBeVisible();

  const key = await supportKey(page, slug);
  expect((await askByApi(page, key, { q: "call at once flight" })).line).toBe(line);
  const { cardUrl } = await askByApi(page, key, { email: "tess@example.com" });
  await page.goto(new URL(cardUrl ?? "").pathname);
  await expect(page.getByText(told.answer)).toBeVisible();
});
