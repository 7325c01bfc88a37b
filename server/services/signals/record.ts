import type { SignalKind, SignalVerdict } from "@/core/facts";
import type { EpochMs } from "@/core/instant";
import type { JsonObject } from "@/core/json";
import type { WebhookEvent } from "@/core/webhook-events";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { writeOutbox } from "@/server/outbox/write-outbox";
import { oweWakes, type WakeRow } from "@/server/services/enrollments/wake";
import { announce } from "@/server/services/webhooks/announce";

export interface NewSignal {
  workspaceId: string;
  personId: string;
  contactId: string;
  kind: SignalKind;
  /** custom event's name, product key of a purchase, reply class of a reply */
  name?: string;
  touchId?: string | null;
  linkId?: string | null;
  /** own · resend · api · mailbox · sandbox · stripe · segment */
  source: string;
  /** the source's id: the same one stored again does nothing */
  sourceId: string;
  data?: JsonObject;
  verdict: SignalVerdict;
  verdictReasons?: readonly string[];
  /** workspace time; an unsure one counts as machine from here on */
  settlesAt?: EpochMs | null;
  /** workspace time */
  occurredAt: EpochMs;
}

export interface RecordedSignal {
  id: string;
  source: string;
  sourceId: string;
  /** false: the source had told us before */
  isNew: boolean;
}

interface Kept {
  id: string;
  source: string;
  source_id: string;
  workspace_id: string;
}

/** Signals whose triggers are asked for by one row. */
const PER_ROW = 100;

/**
 * Stores signals idempotently by (source, source id), owes a wake to every active enrollment of their people, and asks for
 * triggers to be judged: all in the caller's transaction. Machines too: the verdict is core's, the raw fact stays.
 * Set-based; answers in the order of `rows`. The people and contacts must exist in the workspace.
 */
export async function recordSignals(tx: AnyTx, rows: readonly NewSignal[]): Promise<RecordedSignal[]> {
  if (rows.length === 0) return [];
  const set = rows.map((row) => ({ ...toRow(row), row }));
  // sent together: of a signal that was told before, the second finds nothing, for its new id was never stored
  const [stored] = await Promise.all([
    queryRows<{ id: string }>(tx, STORE, [JSON.stringify(set, withoutRow)]),
    oweSignalWakes(
      tx,
      set.filter(({ verdict }) => verdict === "human").map(({ id }) => id),
    ),
  ]);
  const isNew = new Set(stored.map(({ id }) => id));
  const fresh = set.filter(({ id }) => isNew.has(id));
  const [known] = await Promise.all([
    fresh.length < set.length ? queryRows<Kept>(tx, FIND, [JSON.stringify(set, withoutRow)]) : [],
    tellOthers(
      tx,
      fresh.filter(({ verdict }) => verdict === "human" || verdict === "unsure"),
    ),
    askTriggers(
      tx,
      fresh.filter(({ verdict }) => verdict === "human"),
    ),
  ]);
  const byKey = new Map(known.map((one) => [`${one.workspace_id} ${one.source} ${one.source_id}`, one.id]));
  return set.map(({ id, row }) => {
    const kept = byKey.get(`${row.workspaceId} ${row.source} ${row.sourceId}`);
    return answer(kept ?? id, row, isNew.has(id));
  });
}

/**
 * Owes a wake to every active enrollment of the signals' people that listens. Call it also when a verdict was derived again or
 * corrected: a step that has eaten the first wake saw the old one.
 */
export async function oweSignalWakes(tx: AnyTx, signalIds: readonly string[]): Promise<void> {
  if (signalIds.length === 0) return;
  const owed = await queryRows<Affected>(tx, AFFECTED, [signalIds]);
  const listening = owed.filter(({ listens }) => listens);
  const wakes: WakeRow[] = listening.map((one) => ({
    workspaceId: one.workspace_id,
    enrollmentId: one.enrollment_id,
    cause: "signal",
    ref: one.ref,
  }));
  await oweWakes(tx, wakes);
}

interface Affected {
  workspace_id: string;
  enrollment_id: string;
  ref: string;
  listens: boolean;
}

/** Reactions and answers for other programs; those that told us of events know of them. */
async function tellOthers(tx: AnyTx, signals: readonly { id: string; row: NewSignal }[]): Promise<void> {
  await announce(
    tx,
    signals.flatMap(({ id, row }) => {
      const event = reactions[row.kind];
      if (!event || (row.kind !== "reply" && row.verdict !== "human")) return [];
      const { workspaceId, personId, contactId, touchId = null, linkId = null, name = "" } = row;
      const data = {
        signalId: id,
        messageId: touchId,
        contactId,
        linkId,
        ...(row.kind === "reply" ? { class: name } : {}),
      };
      return [{ workspaceId, event, ref: id, personId, data }];
    }),
  );
}

const reactions: Partial<Record<SignalKind, WebhookEvent>> = {
  open: "message.opened",
  click: "message.clicked",
  reply: "reply.received",
};

async function askTriggers(tx: AnyTx, signals: readonly { id: string; row: NewSignal }[]): Promise<void> {
  const byWorkspace = new Map<string, string[]>();
  for (const { id, row } of signals) {
    if (row.kind !== "event" && row.kind !== "purchase") continue; // nothing else is a trigger (SEMANTICS §3)
    const ids = byWorkspace.get(row.workspaceId);
    if (ids) ids.push(id);
    else byWorkspace.set(row.workspaceId, [id]);
  }
  const events = [...byWorkspace].flatMap(([workspaceId, ids]) =>
    chunks(ids, PER_ROW).map((signalIds) => ({
      name: "signal/recorded" as const,
      data: { workspaceId, signalIds },
    })),
  );
  await writeOutbox(tx, events);
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const all: T[][] = [];
  for (let at = 0; at < items.length; at += size) all.push(items.slice(at, at + size));
  return all;
}

const withoutRow = (key: string, value: unknown): unknown => (key === "row" ? undefined : value);

const answer = (id: string, row: NewSignal, isNew: boolean): RecordedSignal => ({
  id,
  source: row.source,
  sourceId: row.sourceId,
  isNew,
});

function toRow(row: NewSignal) {
  return {
    id: newId("signal"),
    workspace_id: row.workspaceId,
    person_id: row.personId,
    contact_id: row.contactId,
    kind: row.kind,
    name: row.name ?? "",
    touch_id: row.touchId ?? null,
    link_id: row.linkId ?? null,
    source: row.source,
    source_id: row.sourceId,
    data: row.data ?? {},
    verdict: row.verdict,
    verdict_reasons: row.verdictReasons ?? [],
    settles_ms: row.settlesAt ?? null,
    occurred_ms: row.occurredAt,
  };
}

const STORE = `
insert into signal (id, workspace_id, person_id, contact_id, kind, name, touch_id, link_id, source, source_id, data,
                    verdict, verdict_reasons, settles_at, occurred_at)
select id, workspace_id, person_id, contact_id, kind, name, touch_id, link_id, source, source_id, data,
       verdict, verdict_reasons, to_timestamp(settles_ms / 1000), to_timestamp(occurred_ms / 1000)
from jsonb_to_recordset($1::text::jsonb) as r(
  id text, workspace_id text, person_id text, contact_id text, kind text, name text, touch_id text, link_id text,
  source text, source_id text, data jsonb, verdict text, verdict_reasons jsonb, settles_ms float8, occurred_ms float8)
order by workspace_id, person_id, source, source_id -- people are locked (shared) in id order
on conflict (workspace_id, source, source_id) do nothing
returning id`;

const FIND = `
select s.id, s.workspace_id, s.source, s.source_id
from jsonb_to_recordset($1::text::jsonb) as r(workspace_id text, source text, source_id text)
join signal s using (workspace_id, source, source_id)`;

// The lock waits for a step that is under way, which may be about to listen: without it a signal could fall between.
const AFFECTED = `
select e.workspace_id, e.id as enrollment_id, s.id as ref, e.listens
from signal s
join enrollment e on e.workspace_id = s.workspace_id and e.person_id = s.person_id and e.status = 'active'
where s.id = any($1::text[])
order by e.id
for share of e`;
