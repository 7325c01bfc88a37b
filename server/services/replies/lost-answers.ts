import type { Explanation } from "@/core/attention/decision";
import { explain } from "@/core/attention/explain";
import { type EpochMs, toIso } from "@/core/instant";
import { type Names, unnamed } from "@/core/names";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { askAgain } from "@/server/services/replies/ask-again";

/** Why an answer by hand is not with whom it was written to. */
export interface Stuck {
  readonly because: string | null;
  readonly failure: string | null;
}

/** The server's own words where it spoke, else the decision in words. */
export function whyStuck({ because, failure }: Stuck, names: Names = unnamed): string {
  // stored by write-decisions.ts
  const explanation = because === null ? null : (JSON.parse(because) as Explanation);
  if (explanation !== null && explanation.because !== null)
    return explain(explanation, { names, touchName: () => null });
  return failure === null || failure === "" ? "Write it again, or say that nothing more is to be done." : failure;
}

/**
 * Answers by hand among these touches that failed or were skipped: what they answered is open again, what it had paused
 * stands still again, and whoever wrote them is told, once. Other touches are passed over, so callers need not look. In the caller's transaction.
 */
export async function reopenAnswered(
  tx: AnyTx,
  workspaceId: string,
  touchIds: readonly string[],
  now: EpochMs,
): Promise<void> {
  if (touchIds.length === 0) return;
  const lost = await queryRows<
    Stuck & { id: string; mail_id: string; member_id: string | null; name: string; opened: boolean }
  >(tx, REOPEN, [workspaceId, [...touchIds]]);
  await askAgain(
    tx,
    workspaceId,
    lost.flatMap((row) => (row.opened ? row.mail_id : [])),
    now,
  );
  for (const row of lost)
    if (row.member_id !== null)
      await queryRows(tx, TELL, [
        newId("notification"),
        workspaceId,
        `answer-lost/${row.id}`,
        row.member_id,
        `Your answer to ${row.name} did not leave`,
        whyStuck(row),
        `/replies?reply=${row.mail_id}`,
        toIso(now),
      ]);
}

/** In SQL: whom a contact `c` is. */
export const CONTACT_NAME = `coalesce(nullif(trim(coalesce(c.first_name, '') || ' ' || coalesce(c.last_name, '')), ''), c.email, 'Somebody')`;

// What another member has closed by their own hand since stays closed.
const REOPEN = `
with lost as (
  select t.id, t.member_id, t.because::text, t.failure, t.state, split_part(t.key, '/', 2) as mail_id, ${CONTACT_NAME} as name
  from touch t join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
  where t.workspace_id = $1::text and t.id = any($2::text[]) and t.source = 'hand' and t.key like 'answer/%'
    and t.state in ('failed', 'skipped')
), opened as (
  update inbound_mail m set handled_at = null, handled_by = null from lost
  where m.workspace_id = $1::text and m.id = lost.mail_id and m.handled_by is not distinct from lost.member_id
  returning m.id)
select lost.id, lost.mail_id, coalesce(lost.member_id, m.owner_id) as member_id, lost.name, lost.failure,
  m.id in (select id from opened) as opened,
  case when lost.state = 'skipped' then lost.because end as because
from lost join inbound_mail m on m.workspace_id = $1::text and m.id = lost.mail_id`;

const TELL = `
insert into notification (id, workspace_id, key, member_id, title, body, href, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8::timestamptz)
on conflict (workspace_id, key) where key is not null do nothing`;
