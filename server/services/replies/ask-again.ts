import type { EnrollmentState } from "@/core/enrollment";
import { type EpochMs, toIso } from "@/core/instant";
import { type ReplyClass, replyClasses } from "@/core/reply-class";
import { replyEffects } from "@/core/reply-effects";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { happenTo } from "@/server/services/enrollments/happen";

interface Stood {
  readonly mail_id: string;
  readonly enrollment_id: string;
  readonly state: string;
}

/** Replies of these classes ask a member (SEMANTICS §4). */
const ASKING: readonly ReplyClass[] = replyClasses.filter((one) => replyEffects(one).asks);

/**
 * The answers to these replies were lost, and the replies are open again: what an unclear one had paused until it was answered
 * stands still once more, and its question to a member is asked again. Enrollments that have ended or are paused by somebody
 * else are left alone. In the caller's transaction, under the person's lock.
 */
export async function askAgain(
  tx: AnyTx,
  workspaceId: string,
  mailIds: readonly string[],
  now: EpochMs,
): Promise<void> {
  if (mailIds.length === 0) return;
  const stood = await queryRows<Stood>(tx, WENT_ON, [workspaceId, [...mailIds], [...ASKING]]);
  if (stood.length > 0) {
    const effects = stood.map(({ mail_id, enrollment_id, state }) => ({
      id: newId("replyEffect"),
      mail_id,
      enrollment_id,
      before: JSON.parse(state) as EnrollmentState, // jsonb of enrollment.state
    }));
    await queryRows(tx, NOTE, [workspaceId, JSON.stringify(effects), toIso(now)]);
    const event = {
      type: "pause",
      until: null,
      clock: "stands",
      by: "reply",
      reason: "its answer did not leave",
    } as const;
    await happenTo(
      tx,
      workspaceId,
      stood.map(({ enrollment_id }) => enrollment_id),
      event,
    );
  }
  await queryRows(tx, REOPEN_QUESTION, [workspaceId, mailIds.map((id) => `reply/${id}`)]);
}

// What a correction took back is of a class that asks nobody by then.
const WENT_ON = `
select distinct on (e.id) m.id as mail_id, e.id as enrollment_id, e.state::text as state
from inbound_mail m
join reply_effect f on f.workspace_id = m.workspace_id and f.inbound_mail_id = m.id and f.kind = 'paused' and f.undone_at is not null
join enrollment e on e.workspace_id = f.workspace_id and e.id = f.enrollment_id and e.status = 'active'
  and coalesce(e.state->>'pause', '') = ''
where m.workspace_id = $1::text and m.id = any($2::text[]) and coalesce(m.class_fixed, m.class) = any($3::text[])
order by e.id, m.received_at desc`;

const NOTE = `
insert into reply_effect (id, workspace_id, inbound_mail_id, kind, enrollment_id, before, done_at)
select r.id, $1::text, r.mail_id, 'paused', r.enrollment_id, r.before, $3::timestamptz
from jsonb_to_recordset($2::text::jsonb) as r(id text, mail_id text, enrollment_id text, before jsonb)`;

const REOPEN_QUESTION = `
update task set done_at = null, done_by = null where workspace_id = $1::text and key = any($2::text[])`;
