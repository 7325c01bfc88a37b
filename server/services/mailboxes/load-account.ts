import { z } from "zod";
import { ownerSql } from "@/db/client";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { type Purpose, type SealPlace, vault } from "@/server/crypto";
import type { MailAccount, MailServer } from "@/server/mailbox/account";

export type SignIn = "password" | "google" | "microsoft";

/** What stands sealed in `mailbox.credentials`. */
export const secretSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("password"), password: z.string() }),
  z.object({ kind: z.literal("tokens"), accessToken: z.string(), refreshToken: z.string() }),
]);
export type MailboxSecret = z.infer<typeof secretSchema>;

const placeOf = (mailboxId: string): SealPlace => ({ table: "mailbox", column: "credentials", rowId: mailboxId });
const purposeOf = (signIn: SignIn): Purpose => (signIn === "password" ? "mailbox" : "oauth");

export const sealSecret = (mailboxId: string, signIn: SignIn, secret: MailboxSecret): string =>
  vault().seal(purposeOf(signIn), placeOf(mailboxId), JSON.stringify(secret));

export const openSecret = (mailboxId: string, signIn: SignIn, sealed: string): MailboxSecret =>
  secretSchema.parse(JSON.parse(vault().open(purposeOf(signIn), placeOf(mailboxId), sealed)));

export interface MailboxRow {
  id: string;
  workspace_id: string;
  member_id: string;
  address: string;
  name: string;
  status: string;
  provider: string;
  sign_in: SignIn;
  username: string;
  imap_host: string;
  imap_port: number;
  imap_secure: boolean;
  smtp_host: string;
  smtp_port: number;
  smtp_secure: boolean;
  credentials: string | null;
  access_expires_at: number | null;
  keeps_copies: boolean | null;
  plus_addressing: boolean | null;
  counts_invitations: boolean;
}

/** The row of a mailbox as it is now; credentials stay sealed. */
export async function readMailboxRow(mailboxId: string, tx: AnyTx = ownerSql()): Promise<MailboxRow | null> {
  const [row] = await queryRows<MailboxRow>(tx, SELECT, [mailboxId]);
  return row ?? null;
}

/** An account to sign in with, its secret opened by the caller. */
export const toAccount = (row: MailboxRow, auth: MailAccount["auth"]): MailAccount => ({
  id: row.id,
  workspaceId: row.workspace_id,
  address: row.address,
  username: row.username,
  imap: server(row.imap_host, row.imap_port, row.imap_secure),
  smtp: server(row.smtp_host, row.smtp_port, row.smtp_secure),
  auth,
});

const server = (host: string, port: number, secure: boolean): MailServer => ({ host, port, secure });

const SELECT = `
select id, workspace_id, member_id, address, name, status, provider, sign_in, username, imap_host, imap_port, imap_secure,
  smtp_host, smtp_port, smtp_secure, credentials, (extract(epoch from access_expires_at) * 1000)::float8 as access_expires_at,
  keeps_copies, plus_addressing, counts_invitations
from mailbox where id = $1`;
