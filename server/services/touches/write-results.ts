import type { Explanation } from "@/core/attention/decision";
import { addMs, type EpochMs, toEpochMs, toIso } from "@/core/instant";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { realNow, now as workspaceNow } from "@/server/clock";
import type { HandOver, OutgoingMail } from "@/server/mail/port";
import { oweWakes } from "@/server/services/enrollments/wake";
import { tellMessages } from "@/server/services/messages/tell";
import { reopenAnswered } from "@/server/services/replies/lost-answers";
import { judgeSenders } from "@/server/services/senders/judge-senders";
import { stopSenders } from "@/server/services/senders/stop-senders";
import { announce } from "@/server/services/webhooks/announce";
import { endPassages } from "./end-passages";
import { judgeAddresses } from "./judge-addresses";
import { ringAt } from "./look";
import { insertTouchFacts } from "./note-facts";

/** A refused hand-over is tried again after 30 s, 2 min, 8 min…, at most an hour. */
const RETRY_BASE_MS = 30_000;
const RETRY_MAX_MS = 3_600_000;

/** A mail, and what its sender's server or provider said of it. */
export interface Handed {
  mail: Pick<OutgoingMail, "touchId" | "messageId" | "to">;
  senderId: string;
  personId: string;
  contactId: string;
  enrollmentId: string | null;
  isApiSend?: boolean;
  attempts: number;
  handOver: HandOver;
}

/** One transaction for the set: states, aliases, suppressions of dead addresses, wakes, alarms of people whose slot is free again. */
export async function writeResults(tx: AnyTx, workspaceId: string, results: readonly Handed[]): Promise<void> {
  const people = [...new Set(results.map(({ personId }) => personId))];
  // sent together, answered in this order
  const [[setting]] = await Promise.all([
    queryRows<{ offset_ms: number }>(tx, OFFSET, [workspaceId]),
    queryRows(tx, LOCK_PEOPLE, [workspaceId, people]),
  ]);
  const now = toEpochMs(workspaceNow({ clockOffsetMs: setting?.offset_ms ?? 0 }));
  const rows = results.map((result) => toRow(result, now));
  const written = new Set(
    (await queryRows<{ id: string }>(tx, WRITE_RESULTS, [workspaceId, JSON.stringify(rows), toIso(now)])).map(
      ({ id }) => id,
    ),
  );
  const mine = results.filter(({ mail }) => written.has(mail.touchId));
  await Promise.all([
    writeAliases(tx, workspaceId, mine),
    tellMessages(
      tx,
      workspaceId,
      mine.filter(({ isApiSend }) => isApiSend).map(({ mail }) => mail.touchId),
    ),
    tellOthers(tx, workspaceId, mine),
    oweWakes(
      tx,
      mine.flatMap(({ enrollmentId, mail, handOver }) =>
        enrollmentId === null || handOver.outcome === "deferred"
          ? []
          : [{ workspaceId, enrollmentId, cause: "touch" as const, ref: mail.touchId }],
      ),
    ),
  ]);
  await noteRefusals(tx, workspaceId, mine, now);
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
  const troubles = mine.flatMap(({ senderId, handOver }) =>
    handOver.outcome === "deferred" && handOver.stopsSender ? [{ senderId, answer: handOver.answer }] : [],
  );
  await stopSenders(tx, workspaceId, troubles, now);
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

const OFFSET = "select clock_offset_ms::float8 as offset_ms from workspace_setting where workspace_id = $1";

const LOCK_PEOPLE =
  "select id from person where workspace_id = $1 and id = any($2::text[]) order by id for no key update";

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
