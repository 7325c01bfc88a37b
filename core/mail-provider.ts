/** Where an account's mail is fetched and handed in. */
export interface MailServers {
  readonly imapHost: string;
  readonly imapPort: number;
  readonly imapSecure: boolean;
  readonly smtpHost: string;
  readonly smtpPort: number;
  readonly smtpSecure: boolean;
}

export type MailProviderId = "gmail" | "microsoft" | "fastmail" | "icloud" | "zoho" | "own";

export interface MailProvider {
  readonly id: MailProviderId;
  readonly name: string;
  /** Addresses of private people end so. */
  readonly domains: readonly string[];
  /** Companies that are with it: their mail exchangers end so. */
  readonly exchangers: readonly string[];
  readonly servers: MailServers;
  /** It puts what is sent over SMTP into Sent by itself; null: to be found out. */
  readonly keepsCopies: boolean | null;
  /** How one signs in: a password made for one program, or the provider's own page. */
  readonly oauth: "google" | "microsoft" | null;
  readonly password: "none" | "app" | "account";
  /** Where to get such a password. */
  readonly passwordHelp: string;
}

const tls = (imapHost: string, smtpHost: string): MailServers => ({
  imapHost,
  imapPort: 993,
  imapSecure: true,
  smtpHost,
  smtpPort: 465,
  smtpSecure: true,
});
const startTls = (imapHost: string, smtpHost: string): MailServers => ({
  ...tls(imapHost, smtpHost),
  smtpPort: 587,
  smtpSecure: false,
});

/** What providers ask for, as of November 2026 (EMAIL.md §6.6). */
export const mailProviders: readonly MailProvider[] = [
  {
    id: "gmail",
    name: "Gmail",
    domains: ["gmail.com", "googlemail.com"],
    exchangers: ["google.com", "googlemail.com"],
    servers: tls("imap.gmail.com", "smtp.gmail.com"),
    keepsCopies: true,
    oauth: "google",
    password: "app",
    passwordHelp:
      "Google takes an app password: turn on 2-Step Verification, then make one at myaccount.google.com/apppasswords.",
  },
  {
    id: "microsoft",
    name: "Microsoft 365",
    domains: ["outlook.com", "hotmail.com", "live.com", "msn.com"],
    exchangers: ["mail.protection.outlook.com", "mx.microsoft", "olc.protection.outlook.com"],
    servers: startTls("outlook.office365.com", "smtp.office365.com"),
    keepsCopies: true,
    oauth: "microsoft",
    password: "none",
    passwordHelp: "Microsoft takes no passwords from mail programs any more: sign in with Microsoft.",
  },
  {
    id: "fastmail",
    name: "Fastmail",
    domains: ["fastmail.com", "fastmail.fm", "fastmail.net", "fastmail.org"],
    exchangers: ["messagingengine.com"],
    servers: tls("imap.fastmail.com", "smtp.fastmail.com"),
    keepsCopies: null,
    oauth: null,
    password: "app",
    passwordHelp: "Fastmail takes an app password: Settings, Privacy & Security, Manage app passwords (Mail).",
  },
  {
    id: "icloud",
    name: "iCloud",
    domains: ["icloud.com", "me.com", "mac.com"],
    exchangers: ["mail.icloud.com"],
    servers: startTls("imap.mail.me.com", "smtp.mail.me.com"),
    keepsCopies: null,
    oauth: null,
    password: "app",
    passwordHelp: "Apple takes an app-specific password: account.apple.com, Sign-In and Security.",
  },
  {
    id: "zoho",
    name: "Zoho Mail",
    domains: ["zoho.com", "zohomail.com"],
    exchangers: ["zoho.com"],
    servers: tls("imap.zoho.com", "smtp.zoho.com"),
    keepsCopies: null,
    oauth: null,
    password: "app",
    passwordHelp:
      "Turn on IMAP in Zoho Mail's settings; with two-factor sign-in also make an app password at accounts.zoho.com.",
  },
  {
    id: "zoho",
    name: "Zoho Mail (Europe)",
    domains: ["zoho.eu", "zohomail.eu"],
    exchangers: ["zoho.eu"],
    servers: tls("imap.zoho.eu", "smtp.zoho.eu"),
    keepsCopies: null,
    oauth: null,
    password: "app",
    passwordHelp:
      "Turn on IMAP in Zoho Mail's settings; with two-factor sign-in also make an app password at accounts.zoho.eu.",
  },
];

const endsAs = (name: string, ending: string): boolean => name === ending || name.endsWith(`.${ending}`);

/** The provider behind an address: by its domain, else by the domain's mail exchangers (best preference first). */
export function findMailProvider(domain: string, exchangers: readonly string[]): MailProvider | null {
  const name = domain.toLowerCase();
  const byDomain = mailProviders.find(({ domains }) => domains.includes(name));
  if (byDomain) return byDomain;
  for (const exchanger of exchangers) {
    const host = exchanger.toLowerCase().replace(/\.$/, "");
    const found = mailProviders.find((provider) => provider.exchangers.some((ending) => endsAs(host, ending)));
    if (found) return found;
  }
  return null;
}

/** What to do about a mail server that will not, beside its own words. `what`: which part was tried. */
export function adviseMailTrouble(
  providerId: string,
  what: "imap" | "smtp",
  trouble: { readonly kind: "sign_in" | "unreachable" | "refused"; readonly words: string },
): string {
  const provider = mailProviders.find(({ id }) => id === providerId);
  if (/5\.7\.139|SmtpClientAuthentication is disabled/i.test(trouble.words))
    return "Authenticated SMTP is switched off for this mailbox. An administrator turns it on in the Microsoft 365 admin centre: Users, this user, Mail, Manage email apps.";
  if (/certificate|self.signed|altnames/i.test(trouble.words))
    return "The server's certificate does not fit this name. Use the name the certificate was made for, or have it renewed.";
  if (/wrong version number|packet length|EPROTO/i.test(trouble.words))
    return "Something else answers at this port. 993 and 465 speak TLS at once; 143 and 587 begin in the clear and then ask for it.";
  if (trouble.kind === "sign_in")
    return (
      provider?.passwordHelp ??
      "Check user name and password. Where sign-in has a second factor, the host gives passwords for single programs."
    );
  if (trouble.kind === "unreachable")
    return what === "imap"
      ? "Check the name and the port (993). Some hosts must be told to allow IMAP."
      : "Check the name and the port (465, or 587). Some networks block mail submission.";
  return "Ask whoever looks after the mail server what it means.";
}
