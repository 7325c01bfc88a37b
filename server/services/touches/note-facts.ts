import { type EpochMs, toEpochMs, toIso } from "@/core/instant";
import { toStorableText } from "@/core/storable-text";
import type { WebhookEvent } from "@/core/webhook-events";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { oweWakes } from "@/server/services/enrollments/wake";
import { judgeSenders } from "@/server/services/senders/judge-senders";
import { endPassages, isEnding } from "@/server/services/touches/end-passages";
import { judgeAddresses } from "@/server/services/touches/judge-addresses";
import { announce } from "@/server/services/webhooks/announce";

export type TouchFactKind =
  | "sent"
  | "delivered"
  | "delayed"
  | "bounce_hard"
  | "bounce_soft"
  | "bounce_block"
  | "complaint"
  | "failed"
  | "suppressed";

/** What a source says became of a mail. */
export interface NewTouchFact {
  readonly touchId: string;
  readonly kind: TouchFactKind;
  /** resend · smtp · reply */
  readonly source: string;
  /** The source's id: told again it changes nothing. */
  readonly sourceId: string;
  /** The other side's words. */
  readonly detail: string;
  /** Workspace time. */
  readonly at: EpochMs;
}

interface Noted {
  touch_id: string;
  kind: TouchFactKind;
  detail: string;
  sender_id: string | null;
  person_id: string;
  contact_id: string;
  enrollment_id: string | null;
  to_address: string | null;
}

/**
 * Notes facts about mails in the caller's transaction, whatever order they come in: each once, and none undoes another (a
 * "delivered" that comes after a bounce is one more fact). A dead address and a complaint are suppressed and end the person's
 * enrollments (SEMANTICS §4); what proves that the provider had a mail settles one whose end was unknown.
 */
export async function noteTouchFacts(tx: AnyTx, workspaceId: string, facts: readonly NewTouchFact[]): Promise<void> {
  if (facts.length === 0) return;
  await queryRows(tx, LOCK_PEOPLE, [workspaceId, facts.map(({ touchId }) => touchId)]);
  const noted = await insertTouchFacts(tx, workspaceId, facts);
  if (noted.length === 0) return;
  const settled = await queryRows<{ id: string; enrollment_id: string | null }>(tx, MARK, [
    workspaceId,
    JSON.stringify(noted.map(({ touch_id, kind }) => ({ touch_id, kind, at: toIso(atOf(facts, touch_id, kind)) }))),
  ]);
  await oweWakes(
    tx,
    settled.flatMap(({ id, enrollment_id: enrollmentId }) =>
      enrollmentId === null ? [] : [{ workspaceId, enrollmentId, cause: "touch" as const, ref: id }],
    ),
  );
  for (const one of noted) {
    if (!isEnding(one.kind)) continue;
    await endPassages(tx, workspaceId, {
      ...{ kind: one.kind, touchId: one.touch_id, personId: one.person_id, contactId: one.contact_id },
      toAddress: one.to_address ?? "",
      at: atOf(facts, one.touch_id, one.kind),
    });
  }
  await tellOthers(tx, workspaceId, noted);
  const latest = toEpochMs(Math.max(...facts.map(({ at }) => at)));
  await judgeAddresses(tx, workspaceId, noted, latest);
  await judgeSenders(
    tx,
    workspaceId,
    noted.flatMap(({ kind, sender_id }) => (BAD.has(kind) && sender_id !== null ? [sender_id] : [])),
    latest,
  );
}

const BAD: ReadonlySet<TouchFactKind> = new Set(["bounce_hard", "bounce_block", "complaint", "failed"]);

/** Writes the rows alone; for whoever does the rest itself. Gives those that are new. */
export async function insertTouchFacts(
  tx: AnyTx,
  workspaceId: string,
  facts: readonly NewTouchFact[],
): Promise<Noted[]> {
  if (facts.length === 0) return [];
  const rows = facts.map(({ touchId, kind, source, sourceId, detail, at }) => ({
    id: newId("touchFact"),
    ...{ touch_id: touchId, kind, source, source_id: sourceId, at: toIso(at) },
    detail: toStorableText(detail.slice(0, 2_000)),
  }));
  return queryRows<Noted>(tx, INSERT, [workspaceId, JSON.stringify(rows)]);
}

function atOf(facts: readonly NewTouchFact[], touchId: string, kind: TouchFactKind): EpochMs {
  const found = facts.find((fact) => fact.touchId === touchId && fact.kind === kind);
  if (!found) throw new Error("a fact lost its instant");
  return found.at;
}

const EVENTS: Partial<Record<TouchFactKind, WebhookEvent>> = {
  delivered: "message.delivered",
  bounce_hard: "message.bounced",
  bounce_soft: "message.bounced",
  bounce_block: "message.bounced",
  complaint: "message.complained",
  failed: "message.failed",
  suppressed: "message.failed",
};

async function tellOthers(tx: AnyTx, workspaceId: string, noted: readonly Noted[]): Promise<void> {
  await announce(
    tx,
    noted.flatMap((one) => {
      const event = EVENTS[one.kind];
      if (!event) return [];
      const { touch_id: messageId, contact_id: contactId, enrollment_id: enrollmentId, kind, detail } = one;
      const data = { messageId, contactId, enrollmentId, kind, detail };
      return [{ workspaceId, event, ref: `${messageId}/${kind}`, personId: one.person_id, data }];
    }),
  );
}

const LOCK_PEOPLE = `
select id from person
where workspace_id = $1 and id in (select person_id from touch where workspace_id = $1 and id = any($2::text[]))
order by id for no key update`;

const INSERT = `
with noted as (
  insert into touch_fact (id, workspace_id, touch_id, sender_id, kind, source, source_id, detail, occurred_at)
  select r.id, $1, t.id, t.sender_id, r.kind, r.source, r.source_id, r.detail, r.at
  from jsonb_to_recordset($2::text::jsonb) as r(
    id text, touch_id text, kind text, source text, source_id text, detail text, at timestamptz)
  join touch t on t.workspace_id = $1 and t.id = r.touch_id
  order by r.source, r.source_id
  on conflict (workspace_id, source, source_id) do nothing
  returning touch_id, kind, detail, sender_id)
select n.touch_id, n.kind, n.detail, n.sender_id, t.person_id, t.contact_id, t.enrollment_id, t.to_address
from noted n join touch t on t.workspace_id = $1 and t.id = n.touch_id order by t.person_id, t.id`;

// The earliest instant stands. A mail nobody knew the end of was accepted: whoever says what became of it had it. One that is
// still being handed over is left to whoever does that.
const MARK = `
with told as (
  select r.touch_id, min(r.at) filter (where r.kind = 'delivered') as delivered,
    min(r.at) filter (where r.kind in ('bounce_hard', 'bounce_soft', 'bounce_block', 'suppressed')) as bounced,
    min(r.at) filter (where r.kind = 'complaint') as complained, min(r.at) as first
  from jsonb_to_recordset($2::text::jsonb) as r(touch_id text, kind text, at timestamptz) group by r.touch_id
), before as (
  select t.id, t.state from touch t join told on told.touch_id = t.id where t.workspace_id = $1 order by t.id for no key update of t
), marked as (
  update touch t set delivered_at = least(t.delivered_at, told.delivered), bounced_at = least(t.bounced_at, told.bounced),
    complained_at = least(t.complained_at, told.complained), updated_at = now(),
    state = case when before.state = 'unknown' then 'accepted' else t.state end,
    accepted_at = case when before.state = 'unknown' then coalesce(t.handed_over_at, told.first) else t.accepted_at end,
    failure = case when before.state = 'unknown' then null else t.failure end
  from told, before
  where t.workspace_id = $1 and t.id = told.touch_id and before.id = t.id
  returning t.id, t.enrollment_id, before.state as was)
select id, enrollment_id from marked where was = 'unknown'`;
