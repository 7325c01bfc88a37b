import { adviseMailTrouble } from "@/core/mail-provider";
import type { MailboxSetup } from "@/db/schema/mailbox";
import { checkSmtp } from "@/server/mail/smtp";
import type { MailAccount } from "@/server/mailbox/account";
import { openImap } from "@/server/mailbox/open-imap";
import { type MailboxTrouble, toTrouble } from "@/server/mailbox/trouble";
import { toSmtpOptions } from "@/server/services/mailboxes/transport";

type Check = NonNullable<MailboxSetup["checks"]>[number];
type Folder = NonNullable<MailboxSetup["folders"]>[number];

export interface LiveTest {
  readonly checks: readonly Check[];
  readonly folders: readonly Folder[];
  readonly ok: boolean;
}

/** Tries the account for real: signs in to fetch, finds the Sent folder, signs in to send. In the servers' own words. */
export async function tryAccount(account: MailAccount, provider: string): Promise<LiveTest> {
  const [inbound, outbound] = await Promise.all([tryImap(account, provider), trySmtp(account, provider)]);
  const checks = [...inbound.checks, outbound];
  return { checks, folders: inbound.folders, ok: checks.every(({ what, ok }) => ok || what === "sent") };
}

const failed = (what: "imap" | "smtp", provider: string, trouble: MailboxTrouble): Check => ({
  what,
  ok: false,
  words: trouble.words,
  advice: adviseMailTrouble(provider, what, trouble),
});

async function tryImap(account: MailAccount, provider: string): Promise<{ checks: Check[]; folders: Folder[] }> {
  try {
    const client = await openImap(account);
    try {
      const listed = await client.list();
      const folders = listed
        .filter(({ flags }) => ![...flags].some((flag) => /^\\(?:noselect|nonexistent)$/i.test(flag)))
        .map(({ path, name, specialUse }) => ({ path, name, use: specialUse ?? null }));
      const sent = folders.find(({ use }) => use === "\\Sent");
      return {
        folders,
        checks: [
          { what: "imap", ok: true, words: `Signed in to ${account.imap.host}`, advice: "" },
          sent
            ? { what: "sent", ok: true, words: `What you write yourself is in ${sent.path}`, advice: "" }
            : {
                what: "sent",
                ok: false,
                words: "The server does not say which folder your sent mail is in",
                advice: "Choose it in the next step.",
              },
        ],
      };
    } finally {
      client.close();
    }
  } catch (error) {
    return { checks: [failed("imap", provider, toTrouble(error))], folders: [] };
  }
}

async function trySmtp(account: MailAccount, provider: string): Promise<Check> {
  try {
    await checkSmtp(toSmtpOptions(account));
    return { what: "smtp", ok: true, words: `${account.smtp.host} lets you send`, advice: "" };
  } catch (error) {
    return failed("smtp", provider, toTrouble(error));
  }
}
