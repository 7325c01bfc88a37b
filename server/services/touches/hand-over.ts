import { toEmailKey } from "@/core/address";
import { addMs, type EpochMs, toEpochMs, toIso } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { realNow, now as workspaceNow } from "@/server/clock";
import type { HandOver, MailTransport } from "@/server/mail/port";
import { oweWakes } from "@/server/services/enrollments/wake";
import { suppressAddresses } from "@/server/services/suppressions/suppress";
import { loadOutgoing, type ToSend } from "./load-outgoing";
import { ringAt } from "./look";

/** Which transport a sender's mail leaves through. */
export type TransportOf = (senderId: string) => Promise<MailTransport>;

/** Mails handed over at once by one call: enough to fill a pool, too few to flood a provider. */
const AT_ONCE = 8;
/** A refused hand-over is tried again after 30 s, 2 min, 8 min…, at most an hour. */
const RETRY_BASE_MS = 30_000;
const RETRY_MAX_MS = 3_600_000;

/**
 * Hands claimed touches over and writes what became of them. Before the network is touched each is marked `handed_over`, in
 * a transaction of its own: whatever crashes after that, the slot stays taken and nothing is sent a second time unasked.
 * Touches that are no longer claimed (the lease lapsed, somebody else has them) are left alone.
 */
export async function handOverTouches(
  workspaceId: string,
  touchIds: readonly string[],
  transportOf: TransportOf,
): Promise<void> {
  const mails = await loadOutgoing(workspaceId, touchIds);
  const taken = new Set(
    await markHandedOver(
      workspaceId,
      mails.map(({ mail }) => mail.touchId),
    ),
  );
  const ready = mails.filter(({ mail }) => taken.has(mail.touchId));
  const results: Handed[] = [];
  const queue = [...ready];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const transport = await transportOf(next.senderId);
      const handOver = await sendOne(next, transport);
      // Where keys are honoured an open end is not the end: it stays handed over, and settleLeases asks again with its key.
      if (handOver.outcome === "unknown" && transport.honoursKeys) continue;
      results.push({ ...next, handOver });
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, ready.length) }, worker));
  if (results.length > 0) await ownerSql().begin((tx) => writeResults(tx, workspaceId, results));
}

interface Handed extends ToSend {
  handOver: HandOver;
}

function sendOne({ mail, key }: ToSend, transport: MailTransport): Promise<HandOver> {
  return transport.send(mail, { idempotencyKey: key });
}

async function markHandedOver(workspaceId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await queryRows<{ id: string }>(ownerSql(), MARK_HANDED_OVER, [workspaceId, ids]);
  return rows.map(({ id }) => id);
}

/** One transaction for the set: states, aliases, suppressions of dead addresses, wakes, alarms of people whose slot is free again. */
export async function writeResults(tx: AnyTx, workspaceId: string, results: readonly Handed[]): Promise<void> {
  const [setting] = await queryRows<{ offset_ms: number }>(
    tx,
    "select clock_offset_ms::float8 as offset_ms from workspace_setting where workspace_id = $1",
    [workspaceId],
  );
  const now = toEpochMs(workspaceNow({ clockOffsetMs: setting?.offset_ms ?? 0 }));
  const people = [...new Set(results.map(({ personId }) => personId))];
  await queryRows(
    tx,
    "select id from person where workspace_id = $1 and id = any($2::text[]) order by id for no key update",
    [workspaceId, people],
  );
  const rows = results.map((result) => toRow(result, now));
  const written = new Set(
    (await queryRows<{ id: string }>(tx, WRITE_RESULTS, [workspaceId, JSON.stringify(rows), toIso(now)])).map(
      ({ id }) => id,
    ),
  );
  const mine = results.filter(({ mail }) => written.has(mail.touchId));
  await writeAliases(tx, workspaceId, mine);
  await suppressDead(tx, workspaceId, mine);
  await oweWakes(
    tx,
    mine.flatMap(({ enrollmentId, mail, handOver }) =>
      enrollmentId === null || handOver.outcome === "deferred"
        ? []
        : [{ workspaceId, enrollmentId, cause: "touch" as const, ref: mail.touchId }],
    ),
  );
  await ringAt(
    tx,
    mine
      .filter(({ handOver }) => handOver.outcome === "deferred" || handOver.outcome === "rejected")
      .map(({ personId, handOver, attempts }) => ({
        workspaceId,
        personId,
        at: handOver.outcome === "deferred" ? addMs(now, retryDelay(handOver.retryAfterMs, attempts)) : now,
      })),
  );
}

function toRow(result: Handed, now: EpochMs) {
  const { handOver, mail, attempts } = result;
  const base = {
    id: mail.touchId,
    answer: "answer" in handOver ? handOver.answer : "",
    provider_id: null,
    message_id: null,
  };
  switch (handOver.outcome) {
    case "accepted":
      return {
        ...base,
        state: "accepted",
        provider_id: handOver.providerId,
        message_id: handOver.messageId,
        failure: null,
      };
    case "rejected":
      return { ...base, state: "failed", failure: `${handOver.code} ${handOver.answer}`.trim() };
    case "unknown":
      return { ...base, state: "unknown", failure: handOver.answer };
    case "deferred": {
      const retryAt = new Date(realNow().getTime() + retryDelay(handOver.retryAfterMs, attempts)).toISOString();
      return { ...base, state: "held", failure: handOver.answer, retry_at: retryAt, until: toIso(now) };
    }
  }
}

function retryDelay(asked: number | null, attempts: number): number {
  return Math.max(asked ?? 0, Math.min(RETRY_MAX_MS, RETRY_BASE_MS * 4 ** Math.max(0, attempts - 1)));
}

async function writeAliases(tx: AnyTx, workspaceId: string, results: readonly Handed[]): Promise<void> {
  const rows = results.flatMap(({ mail, handOver }) => {
    const ids = handOver.outcome === "accepted" ? [handOver.messageId, ...handOver.aliases] : [];
    return [...new Set([mail.messageId, ...ids])].map((messageId) => ({
      id: newId("alias"),
      message_id: messageId,
      touch_id: mail.touchId,
      source: messageId === mail.messageId ? "ours" : "provider",
    }));
  });
  if (rows.length > 0) await queryRows(tx, WRITE_ALIASES, [workspaceId, JSON.stringify(rows)]);
}

/** The provider said the address does not exist: never write to it again. */
async function suppressDead(tx: AnyTx, workspaceId: string, results: readonly Handed[]): Promise<void> {
  const dead = results.flatMap(({ mail, personId, handOver }) => {
    const emailKey = toEmailKey(mail.to);
    if (handOver.outcome !== "rejected" || handOver.bounce !== "hard" || emailKey === null) return [];
    const scope = "all" as const;
    return [
      { workspaceId, emailKey, personId, scope, reason: "bounce_hard", source: "provider", evidenceRef: mail.touchId },
    ];
  });
  await suppressAddresses(tx, dead);
}

const MARK_HANDED_OVER = `
update touch set state = 'handed_over', handed_over_at = coalesce(handed_over_at, now()), attempts = attempts + 1, lease_until = now() + interval '2 minutes',
  updated_at = now()
where workspace_id = $1 and id = any($2::text[]) and state = 'claimed'
returning id`;

// A deferred one gives its slot back: surely nothing was accepted.
const WRITE_RESULTS = `
update touch t
set state = r.state, provider_answer = left(r.answer, 2000), provider_id = coalesce(r.provider_id, t.provider_id),
  failure = r.failure, lease_until = null, retry_at = r.retry_at,
  handed_over_at = case when r.state = 'held' then null else t.handed_over_at end,
  held_until = r.until, accepted_at = case when r.state = 'accepted' then $3::timestamptz end,
  ended_at = case when r.state in ('accepted', 'failed', 'unknown') then $3::timestamptz end,
  bounced_at = case when r.state = 'failed' then $3::timestamptz else t.bounced_at end,
  counted_at = case when r.state in ('accepted', 'unknown') then t.counted_at end, updated_at = now()
from jsonb_to_recordset($2::text::jsonb) as r(
  id text, state text, answer text, provider_id text, failure text, retry_at timestamptz, until timestamptz)
where t.workspace_id = $1 and t.id = r.id and t.state = 'handed_over'
returning t.id`;

const WRITE_ALIASES = `
insert into message_alias (id, workspace_id, message_id, touch_id, source)
select r.id, $1, r.message_id, r.touch_id, r.source
from jsonb_to_recordset($2::text::jsonb) as r(id text, message_id text, touch_id text, source text)
on conflict (workspace_id, message_id) do nothing`;
