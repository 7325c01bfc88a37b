import { toEpochMs } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { now as workspaceNow } from "@/server/clock";
import type { MailboxTrouble } from "@/server/mailbox/trouble";
import { askToLookAgain } from "@/server/services/touches/look";

/** So many refused sign-ins in a row, and nobody tries again before the member has been there. */
const MAX_SIGN_INS = 3;
/** Nothing leaves from a mailbox whose Sent folder nobody can see for so long. */
const BLIND = "60 seconds";

const SIGN_IN_AGAIN = "Its mailbox must be signed in to again";
const NOT_HEARD = "Its mailbox cannot be read now";

/**
 * The mailbox is heard. What was held back for it goes on; where somebody `signedIn` anew, also what its server had refused
 * for the sign-in before (stop-senders.ts).
 */
export async function noteHeard(workspaceId: string, mailboxId: string, { signedIn = false } = {}): Promise<void> {
  await ownerSql().begin(async (tx) => {
    await queryRows(tx, HEARD, [workspaceId, mailboxId]);
    const args = [workspaceId, mailboxId, [SIGN_IN_AGAIN, NOT_HEARD], signedIn];
    for (const { id } of await queryRows<{ id: string }>(tx, CLOSE_BREAKER, args))
      await askToLookAgain(tx, workspaceId, { senderId: id }, await nowOf(tx, workspaceId));
  });
}

/**
 * The mailbox is not heard, and why. A third refused sign-in ends the trying: the member is told, and sends of this mailbox
 * wait. So they do after a minute in which nobody can see what is written by hand. Gives whether watching goes on.
 */
export async function noteTrouble(
  workspaceId: string,
  mailboxId: string,
  trouble: Pick<MailboxTrouble, "kind" | "words">,
  options: { final?: boolean } = {},
): Promise<{ goOn: boolean }> {
  return ownerSql().begin(async (tx) => {
    const signIn = trouble.kind === "sign_in";
    const [row] = await queryRows<{ failed: number; blind: boolean }>(tx, TROUBLE, [
      workspaceId,
      mailboxId,
      trouble.words.slice(0, 500),
      signIn,
    ]);
    if (!row) return { goOn: false };
    const over = signIn && (options.final === true || row.failed >= MAX_SIGN_INS);
    if (over) {
      await queryRows(tx, NEEDS_REAUTH, [workspaceId, mailboxId]);
      await tellMember(tx, workspaceId, mailboxId);
    }
    if (over || row.blind)
      await queryRows(tx, OPEN_BREAKER, [workspaceId, mailboxId, over ? SIGN_IN_AGAIN : NOT_HEARD]);
    return { goOn: !over };
  });
}

async function tellMember(tx: AnyTx, workspaceId: string, mailboxId: string): Promise<void> {
  await queryRows(tx, TELL, [newId("notification"), workspaceId, mailboxId]);
}

async function nowOf(tx: AnyTx, workspaceId: string) {
  const [row] = await queryRows<{ offset_ms: number }>(
    tx,
    "select clock_offset_ms::float8 as offset_ms from workspace_setting where workspace_id = $1",
    [workspaceId],
  );
  return toEpochMs(workspaceNow({ clockOffsetMs: row?.offset_ms ?? 0 }));
}

const HEARD = `
update mailbox set trouble = null, trouble_since = null, failed_sign_ins = 0, updated_at = now()
where workspace_id = $1 and id = $2 and (trouble is not null or failed_sign_ins > 0)`;

const TROUBLE = `
update mailbox set trouble = $3, trouble_since = coalesce(trouble_since, now()),
  failed_sign_ins = case when $4::boolean then failed_sign_ins + 1 else failed_sign_ins end, updated_at = now()
where workspace_id = $1 and id = $2 and status = 'connected'
returning failed_sign_ins as failed, trouble_since < now() - interval '${BLIND}' as blind`;

const NEEDS_REAUTH = `update mailbox set status = 'needs_reauth', updated_at = now() where workspace_id = $1 and id = $2`;

// A stop for what its server said of the sender (stop-senders.ts) becomes the mailbox's own: one mail that tries would not leave.
const OPEN_BREAKER = `
update sender set breaker_opened_at = coalesce(breaker_opened_at, now()), breaker_until = null, breaker_reason = $3
where workspace_id = $1 and mailbox_id = $2 and archived_at is null
  and (breaker_opened_at is null or breaker_until is not null and breaker_trips = 0)`;

// only what was opened for the mailbox or its sign-in: other reasons are other people's
const CLOSE_BREAKER = `
update sender set breaker_opened_at = null, breaker_until = null, breaker_reason = null
where workspace_id = $1 and mailbox_id = $2 and (breaker_reason = any($3::text[])
  or $4::boolean and breaker_opened_at is not null and breaker_trips = 0) returning id`;

// once for each time it was connected
const TELL = `
insert into notification (id, workspace_id, key, member_id, title, body, href)
select $1, m.workspace_id, 'mailbox/' || m.id || '/' || coalesce(extract(epoch from m.connected_at)::bigint, 0),
  m.member_id, 'Sign in to ' || m.address || ' again', coalesce(m.trouble, ''), '/settings/mailboxes/' || m.id
from mailbox m where m.workspace_id = $2 and m.id = $3
on conflict (workspace_id, key) where key is not null do nothing`;
