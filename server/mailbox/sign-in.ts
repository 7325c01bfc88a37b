import type { ImapFlow } from "imapflow";
import { type ImapTimes, openImap } from "@/server/mailbox/open-imap";
import { MailboxTrouble } from "@/server/mailbox/trouble";
import { freshAccount } from "@/server/services/mailboxes/fresh-account";
import type { MailboxRow } from "@/server/services/mailboxes/load-account";
import { freshToken } from "@/server/services/mailboxes/refresh-token";

/**
 * Signs in with what is stored. A token the server refuses is asked for anew once, whatever its date says: it may have been
 * taken back, or a clock is wrong. @throws MailboxTrouble
 */
export async function signInImap(row: MailboxRow, times?: ImapTimes): Promise<ImapFlow> {
  const account = await freshAccount(row);
  try {
    return await openImap(account, times);
  } catch (error) {
    if (!(error instanceof MailboxTrouble) || error.kind !== "sign_in" || account.auth.kind !== "token") throw error;
    const accessToken = await freshToken(row.id, account.auth.accessToken);
    return openImap({ ...account, auth: { kind: "token", accessToken } }, times);
  }
}
