import type { MailAccount } from "@/server/mailbox/account";
import { MailboxTrouble } from "@/server/mailbox/trouble";
import { type MailboxRow, openSecret, toAccount } from "@/server/services/mailboxes/load-account";
import { freshToken } from "@/server/services/mailboxes/refresh-token";

/** The account with a secret that is good now: OAuth tokens are refreshed first when they run out soon. @throws MailboxTrouble */
export async function freshAccount(row: MailboxRow): Promise<MailAccount> {
  if (row.credentials === null) throw new MailboxTrouble("sign_in", "Nobody has signed in to this mailbox yet");
  const secret = openSecret(row.id, row.sign_in, row.credentials);
  if (secret.kind === "password") return toAccount(row, { kind: "password", password: secret.password });
  return toAccount(row, { kind: "token", accessToken: await freshToken(row.id) });
}
