import { MINUTE_MS } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { realNow } from "@/server/clock";
import { refreshTokens } from "@/server/mailbox/oauth";
import { MailboxTrouble } from "@/server/mailbox/trouble";
import { openSecret, readMailboxRow, type SignIn, sealSecret } from "@/server/services/mailboxes/load-account";
import { noteTrouble } from "@/server/services/mailboxes/state";

/** A token is renewed this long before it runs out. */
const AHEAD_MS = 5 * MINUTE_MS;

/**
 * An access token that is good for some minutes. One process at a time refreshes an account; the refresh token that came
 * with it is stored before the access token is used, because the old one may be dead by then. A grant that is gone is not
 * asked for twice: the member must sign in again. `used`: the server refused this token whatever its date says.
 * @throws MailboxTrouble
 */
export async function freshToken(mailboxId: string, used?: string): Promise<string> {
  const result = await ownerSql().begin(async (tx): Promise<Refreshed> => {
    await queryRows(tx, "select id from mailbox where id = $1 for update", [mailboxId]);
    const row = await readMailboxRow(mailboxId, tx);
    if (!row || row.credentials === null || row.sign_in === "password")
      return { ok: false, words: "Nobody has signed in" };
    const secret = openSecret(row.id, row.sign_in, row.credentials);
    if (secret.kind !== "tokens") return { ok: false, words: "Nobody has signed in" };
    const isGood = (row.access_expires_at ?? 0) > realNow().getTime() + AHEAD_MS && secret.accessToken !== used;
    if (isGood) return { ok: true, accessToken: secret.accessToken };
    const answer = await refreshTokens(row.sign_in, secret.refreshToken);
    if (!answer.ok) return { ok: false, words: answer.words, workspaceId: row.workspace_id };
    const { accessToken, refreshToken = secret.refreshToken, expiresInSeconds } = answer.tokens;
    await queryRows(tx, STORE, [
      mailboxId,
      seal(row.id, row.sign_in, accessToken, refreshToken),
      new Date(realNow().getTime() + expiresInSeconds * 1_000).toISOString(),
    ]);
    return { ok: true, accessToken };
  });
  if (result.ok) return result.accessToken;
  const trouble = new MailboxTrouble("sign_in", result.words);
  if (result.workspaceId !== undefined) await noteTrouble(result.workspaceId, mailboxId, trouble, { final: true });
  throw trouble;
}

type Refreshed = { ok: true; accessToken: string } | { ok: false; words: string; workspaceId?: string };

const seal = (id: string, signIn: SignIn, accessToken: string, refreshToken: string): string =>
  sealSecret(id, signIn, { kind: "tokens", accessToken, refreshToken });

const STORE = `
update mailbox set credentials = $2, access_expires_at = $3::timestamptz, updated_at = now() where id = $1`;
