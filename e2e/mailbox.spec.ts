import { type Dovecot, PASSWORD, startDovecot } from "@/server/mailbox/testing/dovecot";
import { type MailPeer, openPeer, plainMail } from "@/server/mailbox/testing/peer";
import { type SmtpPeer, startSmtpPeer } from "@/server/mailbox/testing/smtp-peer";
import { expect, test } from "./fixtures";
import { importContacts } from "./pages/contacts";
import { Editor } from "./pages/editor";
import { connectMailbox } from "./pages/mailbox";
import { foundWorkspace, setUp, signIn } from "./pages/sign-in";

const ana = "ana@northbeam.example";
let dovecot: Dovecot;
let smtp: SmtpPeer;
let inbox: MailPeer;
test.beforeAll(async () => {
  dovecot = await startDovecot();
  inbox = await openPeer(dovecot.port, ana);
  smtp = await startSmtpPeer({
    // the host delivers its own people's mail, also with a plus, and keeps no copies
    deliver: async ({ to, raw }) => {
      if (to.some((address) => /^ana(\+\w+)?@northbeam\.example$/.test(address))) await inbox.append("INBOX", raw);
    },
  });
});
test.afterAll(async () => {
  await inbox.close();
  await Promise.all([dovecot.stop(), smtp.stop()]);
});

const csvOf = (email: string, name: string) => `email,first_name,last_name\n${email},${name},Test\n`;

test("a mailbox is connected, sequence mail leaves through it, an answer changes the journey, hand-written mail holds the next touch", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await signIn(page);
  const slug = await foundWorkspace(page, "Mailbox");
  await setUp(page, slug);
  await connectMailbox(page, slug, {
    address: ana,
    name: "Ana Ruiz",
    imap: dovecot.port,
    smtp: smtp.port,
    password: PASSWORD,
  });

  const editor = await Editor.create(page, slug);
  await editor.add("S1", "e");
  await editor.choose("From", "Ana Ruiz");
  await editor.writeMail("Shall we talk?", "Hello {{ first_name }},\n\nshall we talk about your site?");
  await editor.add("S2", "d");
  await editor.add("S3", "e");
  await editor.choose("From", "Ana Ruiz");
  await editor.writeMail("One more thing", "Hello again, {{ first_name }}.");
  await editor.saved();
  await editor.publish();

  await importContacts(page, slug, csvOf("rita@customer.example", "Rita"), { rows: 1, sequence: "Untitled sequence" });
  const mailTo = (address: string) => smtp.mails.find(({ to }) => to.includes(address));
  await expect.poll(() => mailTo("rita@customer.example")?.from, { timeout: 45_000 }).toBe(ana);
  await page.goto(`/${slug}/contacts`);
  await page.getByText("rita@customer.example").click();
  const journey = page.getByRole("list", { name: "Journey" });
  await expect(journey.getByText("Shall we talk?").first()).toBeVisible();
  const id = /^message-id: (<.*>)/im.exec(mailTo("rita@customer.example")?.raw ?? "")?.[1] ?? "";
  await inbox.append(
    "INBOX",
    plainMail({
      from: "Rita Test <rita@customer.example>",
      to: ana,
      subject: "Re: Shall we talk?",
      text: "We are not in this business, not interested.",
      headers: [`In-Reply-To: ${id}`, `References: ${id}`],
      id: "rita.1@customer.example",
    }),
  );
  // heard within a second, shown by the page that is open
  await expect(journey.getByText(/not interested/i).first()).toBeVisible({ timeout: 5_000 });

  await importContacts(page, slug, csvOf("hans@customer.example", "Hans"), { rows: 1 });
  await page.goto(`/${slug}/contacts`);
  await page.getByText("hans@customer.example").click();
  await inbox.append(
    "Sent",
    plainMail({ from: ana, to: "hans@customer.example", subject: "Written by hand", id: "hand.1@northbeam.example" }),
  );
  await expect(journey.getByText("Written by hand").first()).toBeVisible({ timeout: 10_000 });
  const contact = page.url();
  await importContacts(page, slug, csvOf("hans@customer.example", "Hans"), { rows: 1, sequence: "Untitled sequence" });
  await page.goto(contact);
  await expect(journey.getByText(/held|waits until|holds/i).first()).toBeVisible({ timeout: 30_000 });
  expect(mailTo("hans@customer.example")).toBeUndefined();
});
