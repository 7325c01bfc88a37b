import type { Explanation } from "@/core/attention/decision";
import { addMs, type EpochMs, toEpochMs, toIso } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { realNow, now as workspaceNow } from "@/server/clock";
import { logger } from "@/server/log";
import type { HandOver, OutgoingMail } from "@/server/mail/port";
import { oweWakes } from "@/server/services/enrollments/wake";
import { tellMessages } from "@/server/services/messages/tell";
import { reopenAnswered } from "@/server/services/replies/lost-answers";
import { judgeSenders } from "@/server/services/senders/judge-senders";
import { announce } from "@/server/services/webhooks/announce";
import { endPassages } from "./end-passages";
import { judgeAddresses } from "./judge-addresses";
import { loadReady } from "./load-outgoing";
import { ringAt } from "./look";
import { insertTouchFacts } from "./note-facts";
import { planParcels } from "./plan-parcels";
import { type Parcel, type SendHow, sendParcel, type TransportOf } from "./send-parcel";

/** Calls to providers at once by one call of ours: enough to fill a pool, too few to flood a provider. */
const AT_ONCE = 8;
/** A refused hand-over is tried again after 30 s, 2 min, 8 min…, at most an hour. */
const RETRY_BASE_MS = 30_000;
const RETRY_MAX_MS = 3_600_000;

/** Longer than this nobody works on a mail without saying so: what it was marked with is then settled (settle-leases.ts). */
const LEASE = "2 minutes";
const RENEW_MS = 40_000;
/**
 * Hands claimed touches over and writes what became of them. Before the network is touched each is marked `handed_over`, in
 * a transaction of its own: whatever crashes after that, the slot stays taken and nothing is sent a second time unasked.
 * Touches that are no longer claimed, or claimed anew since (the lease lapsed, somebody else has them), are left alone.
 */
export async function handOverTouches(
  workspaceId: string,
  touchIds: readonly string[],
  transportOf: TransportOf,
): Promise<void> {
  const { ready, broken } = await loadReady(workspaceId, touchIds);
  if (ready.length < touchIds.length) await failUnsendable(workspaceId, touchIds, broken);
  const parcels = await planParcels(ready, transportOf);
  const taken = await markHandedOver(workspaceId, parcels);
  const mine = parcels.map(({ batchId, mails }) => ({
    batchId,
    mails: mails.filter(({ mail }) => taken.has(mail.touchId)),
  }));
  await sendAll(
    workspaceId,
    mine.filter(({ mails }) => mails.length > 0),
    { transportOf, again: false },
  );
}

/**
 * Asks a provider that honours keys once more about a hand-over nobody knows the end of, of a batch as a whole; the touches are
 * `handed_over` all the while and their lease was taken by the caller. Only a yes or a final no settles it: a "not now" says
 * nothing about the first time.
 */
export async function askAgain(
  workspaceId: string,
  { batchId, touchIds }: { readonly batchId: string | null; readonly touchIds: readonly string[] },
  transportOf: TransportOf,
): Promise<void> {
  const { ready, broken } = await loadReady(workspaceId, touchIds);
  for (const { touchId, error } of broken)
    throw new Error(`touch ${touchId} cannot be put together again`, { cause: error });
  await sendAll(workspaceId, [{ batchId, mails: ready }], { transportOf, again: true });
}

async function sendAll(workspaceId: string, parcels: readonly Parcel[], how: SendHow): Promise<void> {
  const open = new Set(parcels.flatMap(({ mails }) => mails.map(({ mail }) => mail.touchId)));
  const results: Handed[] = [];
  const queue = [...parcels];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      for (const { sent, handOver } of await sendParcel(workspaceId, next, how)) {
        if (handOver) results.push({ ...sent, handOver });
        else open.delete(sent.mail.touchId); // its lease runs out
      }
    }
  };
  const renewing = setInterval(() => {
    queryRows(ownerSql(), RENEW, [workspaceId, [...open]]).catch((error: unknown) =>
      logger("touches").warn({ err: error }, "the leases of mails on their way cannot be renewed"),
    );
  }, RENEW_MS);
  try {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, parcels.length) }, worker));
    if (results.length > 0) await ownerSql().begin((tx) => writeResults(tx, workspaceId, results));
  } finally {
    clearInterval(renewing);
  }
}

interface Handed {
  mail: Pick<OutgoingMail, "touchId" | "messageId" | "to">;
  senderId: string;
  personId: string;
  contactId: string;
  enrollmentId: string | null;
  isApiSend?: boolean;
  attempts: number;
  handOver: HandOver;
}

async function markHandedOver(workspaceId: string, parcels: readonly Parcel[]): Promise<Set<string>> {
  if (parcels.length === 0) return new Set();
  const set = parcels.flatMap(({ batchId, mails }) =>
    mails.map(({ mail, claimedAt }) => ({ id: mail.touchId, claimed: claimedAt, batch: batchId })),
  );
  const rows = await queryRows<{ id: string }>(ownerSql(), MARK_HANDED_OVER, [workspaceId, JSON.stringify(set)]);
  return new Set(rows.map(({ id }) => id));
}

/** What can never leave (its text breaks, its sender or text is gone) fails, and what waits for it goes on. */
async function failUnsendable(
  workspaceId: string,
  touchIds: readonly string[],
  broken: readonly { touchId: string; error: unknown }[],
): Promise<void> {
  for (const { touchId, error } of broken) {
    logger("touches").error({ err: error, touch: touchId }, "a claimed mail cannot be put together");
  }
  await ownerSql().begin(async (tx) => {
    await queryRows(tx, LOCK_PEOPLE, [workspaceId, touchIds]);
    const failed = await queryRows<{ id: string; person_id: string; enrollment_id: string | null; now: number }>(
      tx,
      FAIL_UNSENDABLE,
      [workspaceId, touchIds, broken.map(({ touchId }) => touchId)],
    );
    await tellMessages(
      tx,
      workspaceId,
      failed.map(({ id }) => id),
    );
    for (const { id, now } of failed) await reopenAnswered(tx, workspaceId, [id], toEpochMs(now));
    await ringAt(
      tx,
      failed.map((row) => ({ workspaceId, personId: row.person_id, at: row.now })),
    );
    await oweWakes(
      tx,
      failed.flatMap(({ id, enrollment_id: enrollmentId }) =>
        enrollmentId === null ? [] : [{ workspaceId, enrollmentId, cause: "touch" as const, ref: id }],
      ),
    );
  });
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
  await tellMessages(
    tx,
    workspaceId,
    mine.filter(({ isApiSend }) => isApiSend).map(({ mail }) => mail.touchId),
  );
  await noteRefusals(tx, workspaceId, mine, now);
  await tellOthers(tx, workspaceId, mine);
  await oweWakes(
    tx,
    mine.flatMap(({ enrollmentId, mail, handOver }) =>
      enrollmentId === null || handOver.outcome === "deferred"
        ? []
        : [{ workspaceId, enrollmentId, cause: "touch" as const, ref: mail.touchId }],
    ),
  );
  await endDead(tx, workspaceId, mine, now);
  await reopenAnswered(
    tx,
    workspaceId,
    mine.filter(({ handOver }) => handOver.outcome === "rejected").map(({ mail }) => mail.touchId),
    now,
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
    answer: handOver.answer,
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
      return { ...base, state: "failed", failure: `${handOver.code} ${base.answer}`.trim() };
    case "unknown":
      return { ...base, state: "unknown", failure: base.answer };
    case "deferred": {
      const delay = retryDelay(handOver.retryAfterMs, attempts);
      const at = addMs(now, delay);
      return {
        ...base,
        state: "held",
        failure: base.answer,
        retry_at: new Date(realNow().getTime() + delay).toISOString(),
        until: toIso(at),
        because: putOff(result.senderId, base.answer, now, at),
      };
    }
  }
}

/** What of the explanation it left with is no longer so. */
function putOff(
  senderId: string,
  answer: string,
  at: EpochMs,
  freesAt: EpochMs,
): Omit<Explanation, "v" | "zone" | "counters"> {
  return {
    at,
    because: { kind: "put_off", senderId, answer: answer.slice(0, 200), freesAt },
    also: [],
    next: { kind: "goes", at: freesAt },
    override: { kind: "not_needed" },
  };
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

/** The other server said at once that the address does not exist: as good as a bounce that comes later. */
async function endDead(tx: AnyTx, workspaceId: string, results: readonly Handed[], at: EpochMs): Promise<void> {
  for (const { mail, personId, contactId, handOver } of results) {
    if (handOver.outcome !== "rejected" || handOver.bounce !== "hard") continue;
    const { touchId, to: toAddress } = mail;
    await endPassages(tx, workspaceId, { kind: "bounce_hard", touchId, personId, contactId, toAddress, at });
  }
}

/** What a server said of a mail at once is held against its sender as a bounce that comes later is. */
async function noteRefusals(tx: AnyTx, workspaceId: string, results: readonly Handed[], at: EpochMs): Promise<void> {
  const refused = results.flatMap(({ mail, attempts, handOver }) =>
    handOver.outcome === "rejected" && handOver.bounce !== null
      ? [
          {
            touchId: mail.touchId,
            kind: `bounce_${handOver.bounce}` as const,
            source: "smtp",
            sourceId: `${mail.touchId}/${attempts}`,
            detail: handOver.answer,
            at,
          },
        ]
      : [],
  );
  const noted = await insertTouchFacts(tx, workspaceId, refused);
  await judgeAddresses(tx, workspaceId, noted, at);
  await judgeSenders(
    tx,
    workspaceId,
    noted.flatMap(({ sender_id }) => sender_id ?? []),
    at,
  );
}

async function tellOthers(tx: AnyTx, workspaceId: string, results: readonly Handed[]): Promise<void> {
  await announce(
    tx,
    results.flatMap(({ mail, personId, enrollmentId, contactId, handOver }) => {
      if (handOver.outcome !== "accepted" && handOver.outcome !== "rejected") return [];
      const event = handOver.outcome === "accepted" ? ("message.sent" as const) : ("message.failed" as const);
      const data = { messageId: mail.touchId, contactId, enrollmentId, detail: handOver.answer.slice(0, 500) };
      return [{ workspaceId, event, ref: mail.touchId, personId, data }];
    }),
  );
}

// Only the very claim its text was frozen for.
const MARK_HANDED_OVER = `
update touch t set state = 'handed_over', handed_over_at = now(), attempts = t.attempts + 1, batch_id = r.batch,
  lease_until = now() + interval '${LEASE}', updated_at = now()
from jsonb_to_recordset($2::text::jsonb) as r(id text, claimed float8, batch text)
where t.workspace_id = $1 and t.id = r.id and t.state = 'claimed'
  and (extract(epoch from t.claimed_at) * 1000)::float8 = r.claimed
returning t.id`;

const RENEW = `
update touch set lease_until = now() + interval '${LEASE}'
where workspace_id = $1 and id = any($2::text[]) and state = 'handed_over'`;

const LOCK_PEOPLE = `
select id from person
where workspace_id = $1 and id in (select person_id from touch where workspace_id = $1 and id = any($2::text[]))
order by id for no key update`;

const FAIL_UNSENDABLE = `
update touch t set state = 'failed', failure = 'The mail cannot be put together: its text, or its sender, cannot be read',
  lease_until = null, counted_at = null, updated_at = now(),
  ended_at = now() + (select clock_offset_ms from workspace_setting w where w.workspace_id = t.workspace_id) * interval '1 millisecond'
where t.workspace_id = $1 and t.id = any($2::text[]) and t.state = 'claimed' and (t.id = any($3::text[])
  or not exists (select 1 from sender s where s.workspace_id = t.workspace_id and s.id = t.sender_id)
  or not exists (select 1 from content c where c.workspace_id = t.workspace_id and c.hash = t.content_hash))
returning t.id, t.person_id, t.enrollment_id, (extract(epoch from t.ended_at) * 1000)::float8 as now`;

// A deferred one gives its slot back: surely nothing was accepted.
const WRITE_RESULTS = `
update touch t
set state = r.state, provider_answer = left(r.answer, 2000), provider_id = coalesce(r.provider_id, t.provider_id),
  failure = r.failure, lease_until = null, retry_at = r.retry_at,
  handed_over_at = case when r.state = 'held' then null else t.handed_over_at end,
  held_until = r.until, because = case when r.because is null then t.because else coalesce(t.because, '{}') || r.because end, accepted_at = case when r.state = 'accepted' then $3::timestamptz end,
  ended_at = case when r.state in ('accepted', 'failed', 'unknown') then $3::timestamptz end,
  bounced_at = case when r.state = 'failed' then $3::timestamptz else t.bounced_at end,
  counted_at = case when r.state in ('accepted', 'unknown') then t.counted_at end, updated_at = now()
from jsonb_to_recordset($2::text::jsonb) as r(
  id text, state text, answer text, provider_id text, failure text, retry_at timestamptz, until timestamptz, because jsonb)
where t.workspace_id = $1 and t.id = r.id and t.state = 'handed_over'
returning t.id`;

const WRITE_ALIASES = `
insert into message_alias (id, workspace_id, message_id, touch_id, source)
select r.id, $1, r.message_id, r.touch_id, r.source
from jsonb_to_recordset($2::text::jsonb) as r(id text, message_id text, touch_id text, source text)
on conflict (workspace_id, message_id) do nothing`;
