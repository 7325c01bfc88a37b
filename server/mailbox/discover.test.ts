import { expect, test } from "vitest";
import { adviseMailTrouble } from "@/core/mail-provider";
import { discoverServers, type MailResolver } from "@/server/mailbox/discover";

/** A DNS of these records. */
const dns = (records: {
  mx?: string[];
  srv?: Record<string, { host: string; port: number }[]>;
  hosts?: string[];
}): MailResolver => ({
  exchangers: () => Promise.resolve(records.mx ?? []),
  service: (name) => Promise.resolve(records.srv?.[name] ?? []),
  exists: (host) => Promise.resolve((records.hosts ?? []).includes(host)),
});

test.each([
  ["ann@gmail.com", [], "gmail", "imap.gmail.com"],
  ["ann@outlook.com", [], "microsoft", "outlook.office365.com"],
  ["ann@firm.example", ["aspmx.l.google.com"], "gmail", "imap.gmail.com"],
  ["ann@firm.example", ["firm-example.mail.protection.outlook.com."], "microsoft", "outlook.office365.com"],
  ["ann@firm.example", ["in1-smtp.messagingengine.com"], "fastmail", "imap.fastmail.com"],
  ["ann@firm.example", ["mx01.mail.icloud.com"], "icloud", "imap.mail.me.com"],
  ["ann@firm.example", ["mx.zoho.eu"], "zoho", "imap.zoho.eu"],
])("%s with %j is with %s", async (address, mx, provider, imapHost) => {
  const found = await discoverServers(address, dns({ mx }));
  expect(found).toMatchObject({ from: "provider", provider: { id: provider }, servers: { imapHost } });
});

test("a domain that only sounds like a provider is not with it", async () => {
  const found = await discoverServers("ann@firm.example", dns({ mx: ["mx.notgoogle.com"] }));
  expect(found.provider).toBeNull();
});

test("the domain's own word (RFC 6186) comes before usual names; a target of '.' is none", async () => {
  const srv = {
    "_imaps._tcp.firm.example": [{ host: "post.firm.example", port: 1993 }],
    "_submissions._tcp.firm.example": [{ host: ".", port: 0 }],
    "_submission._tcp.firm.example": [{ host: "post.firm.example", port: 587 }],
  };
  expect(await discoverServers("ann@firm.example", dns({ srv, hosts: ["imap.firm.example"] }))).toMatchObject({
    from: "srv",
    servers: {
      imapHost: "post.firm.example",
      imapPort: 1993,
      imapSecure: true,
      smtpHost: "post.firm.example",
      smtpPort: 587,
      smtpSecure: false,
    },
  });
});

test("usual names where they are there, and a guess that says so", async () => {
  expect(await discoverServers("a@firm.example", dns({ hosts: ["mail.firm.example"] }))).toMatchObject({
    from: "names",
    servers: { imapHost: "mail.firm.example", smtpHost: "mail.firm.example" },
  });
  expect(await discoverServers("a@firm.example", dns({}))).toMatchObject({
    from: "guess",
    servers: { imapHost: "imap.firm.example", smtpHost: "smtp.firm.example" },
  });
});

test.each([
  ["gmail", "imap", "sign_in", "[AUTHENTICATIONFAILED] Invalid credentials", /app password/],
  ["microsoft", "smtp", "sign_in", "535 5.7.139 SmtpClientAuthentication is disabled for the Mailbox", /admin centre/],
  ["own", "imap", "sign_in", "Authentication failed.", /user name and password/],
  ["own", "smtp", "unreachable", "The server did not answer in time", /465, or 587/],
  ["own", "imap", "refused", "No secure connection: self-signed certificate", /certificate/],
] as const)("%s, %s: what to do about a server that will not", (provider, what, kind, words, advice) => {
  expect(adviseMailTrouble(provider, what, { kind, words })).toMatch(advice);
});
