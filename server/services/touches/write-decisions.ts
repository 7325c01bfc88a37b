import { isSameReason } from "@/core/attention/same-reason";
import { type EpochMs, MINUTE_MS, toIso } from "@/core/instant";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { oweWakes } from "@/server/services/enrollments/wake";
import { tellMessages } from "@/server/services/messages/tell";
import { reopenAnswered } from "@/server/services/replies/lost-answers";
import type { Frozen } from "./freeze";
import { keepFreshText } from "./fresh-texts";
import type { DecidedPerson } from "./judge";
import { withdrawTouches } from "./withdraw";

/** A claim that is not handed over within this real time goes back to waiting and frees its slot. */
const LEASE_SECONDS = 120;

/**
 * Writes what was decided, a few set statements whatever the number of people: claims with their frozen text, holds and
 * skips with their reasons, the trail of decisions, wakes for the enrollments that go on, and everybody's next alarm.
 * @returns ids of the touches claimed
 */
export async function writeDecisions(
  tx: AnyTx,
  workspaceId: string,
  decided: readonly DecidedPerson[],
  now: EpochMs,
): Promise<string[]> {
  const claims = decided.flatMap((person) => person.claims);
  const refused = decided.flatMap((person) => person.refused).filter(isNews);
  const skips = refused.filter(({ decision }) => decision.verdict === "skip");
  const unwritable = decided.flatMap((person) => person.unwritable);
  const left = decided.flatMap((person) => person.left);
  const leftKeys = (isPassage: boolean) =>
    left.flatMap(({ key, enrollmentId }) => ((enrollmentId !== null) === isPassage ? [key] : []));
  const frozen = claims.map((claim) => claim.frozen);
  const ended = [
    ...skips.map(({ row }) => row),
    ...rowsOf(
      decided,
      unwritable.map(({ touchId }) => touchId),
    ),
  ];
  const told = [
    ...refused.map(({ row }) => row),
    ...rowsOf(
      decided,
      unwritable.map(({ touchId }) => touchId),
    ),
  ];
  const leaving = decided.flatMap((person) => person.leaving);
  // one connection: sent together, done in this order
  const [claimed] = await Promise.all([
    claimTouches(tx, workspaceId, claims, now),
    refuseTouches(
      tx,
      workspaceId,
      refused.map(({ decision }) => decision),
      now,
    ),
    failTouches(tx, workspaceId, unwritable, now),
    withdrawTouches(tx, workspaceId, leftKeys(true), "sequence", now),
    withdrawTouches(tx, workspaceId, leftKeys(false), "broadcast", now),
    setAlarms(tx, workspaceId, decided),
    tellMessages(
      tx,
      workspaceId,
      told.filter(({ touch }) => touch.source === "api").map(({ touch }) => touch.id),
    ),
    reopenAnswered(
      tx,
      workspaceId,
      ended.filter(({ touch }) => touch.source === "hand").map(({ touch }) => touch.id),
      now,
    ),
    oweWakes(
      tx,
      [...ended, ...leaving].flatMap(({ enrollmentId, touch }) =>
        enrollmentId === null ? [] : [{ workspaceId, enrollmentId, cause: "touch" as const, ref: touch.id }],
      ),
    ),
    // last: who writes a text that another is writing at this moment waits for that one's commit
    writeContents(tx, workspaceId, frozen),
    writeLetterheads(tx, workspaceId, frozen),
  ]);
  return claimed;
}

type Claim = DecidedPerson["claims"][number];
type Refused = DecidedPerson["refused"][number];

/** Held as before, for the same reason and until about the same time: nothing to write. */
function isNews({ row, decision }: Refused): boolean {
  if (decision.verdict === "skip" || row.decided === null) return true;
  if (!isSameReason(row.decided.because, decision.because)) return true;
  if (row.decided.until === null || decision.until === null) return row.decided.until !== decision.until;
  return Math.abs(row.decided.until - decision.until) > MINUTE_MS;
}

function rowsOf(decided: readonly DecidedPerson[], touchIds: readonly string[]) {
  const wanted = new Set(touchIds);
  return decided.flatMap((person) => person.rows.filter(({ touch }) => wanted.has(touch.id)));
}

async function claimTouches(tx: AnyTx, workspaceId: string, claims: readonly Claim[], now: EpochMs): Promise<string[]> {
  if (claims.length === 0) return [];
  const rows = claims.map(({ row, frozen, decision }) => ({
    id: frozen.touchId,
    trail_id: newId("decision"),
    contact_id: row.touch.contactId,
    because: decision.explanation,
    content_hash: frozen.contentHash,
    letterhead_hash: frozen.letterheadHash,
    fingerprint: frozen.fingerprint,
    subject: frozen.merged.subject,
    merge_data: frozen.mergeData,
    to_address: frozen.toAddress,
    code: frozen.code,
    message_id: frozen.messageId,
    tracking: frozen.tracking,
  }));
  for (const { frozen } of claims) keepFreshText({ touchId: frozen.touchId, claimedAt: now }, frozen.merged);
  const claimed = await queryRows<{ id: string }>(tx, CLAIM, [workspaceId, JSON.stringify(rows), toIso(now)]);
  return claimed.map(({ id }) => id);
}

async function writeContents(tx: AnyTx, workspaceId: string, frozen: readonly Frozen[]): Promise<void> {
  const distinct = [...new Map(frozen.map((one) => [one.contentHash, one])).values()].sort((a, b) =>
    a.contentHash < b.contentHash ? -1 : 1,
  );
  if (distinct.length === 0) return;
  const rows = distinct.map(({ contentHash, source }) => ({ hash: contentHash, ...source }));
  await queryRows(tx, WRITE_CONTENTS, [workspaceId, JSON.stringify(rows)]);
}

async function writeLetterheads(tx: AnyTx, workspaceId: string, frozen: readonly Frozen[]): Promise<void> {
  const distinct = new Map(frozen.map(({ letterheadHash, letterhead }) => [letterheadHash, letterhead]));
  if (distinct.size === 0) return;
  // in order of their hashes: two who write the same do not wait for each other in a circle
  const rows = [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([hash, value]) => ({ hash, value }));
  await queryRows(tx, WRITE_LETTERHEADS, [workspaceId, JSON.stringify(rows)]);
}

async function refuseTouches(
  tx: AnyTx,
  workspaceId: string,
  decisions: readonly Refused["decision"][],
  now: EpochMs,
): Promise<void> {
  if (decisions.length === 0) return;
  const rows = decisions.map((decision) => ({
    id: decision.touchId,
    trail_id: newId("decision"),
    state: decision.verdict === "hold" ? "held" : "skipped",
    until: decision.verdict === "hold" && decision.until !== null ? toIso(decision.until) : null,
    because: decision.explanation,
    rule_id: "rule" in decision.because ? (decision.because.rule?.id ?? null) : null,
    reason: decision.verdict === "skip" ? decision.because.kind : null,
  }));
  await queryRows(tx, REFUSE, [workspaceId, JSON.stringify(rows), toIso(now)]);
}

async function failTouches(
  tx: AnyTx,
  workspaceId: string,
  failures: readonly { touchId: string; failure: string }[],
  now: EpochMs,
): Promise<void> {
  if (failures.length === 0) return;
  await queryRows(tx, FAIL, [workspaceId, JSON.stringify(failures), toIso(now)]);
}

async function setAlarms(tx: AnyTx, workspaceId: string, decided: readonly DecidedPerson[]): Promise<void> {
  const rows = decided.map(({ personId, lookAt }) => ({ id: personId, at: lookAt === null ? null : toIso(lookAt) }));
  await queryRows(tx, SET_ALARMS, [workspaceId, JSON.stringify(rows)]);
}

// The trail is written with the touch, from the same rows: the explanation travels and is read once.
const CLAIM = `
with r as materialized (
  select * from jsonb_to_recordset($2::text::jsonb) as r(
    id text, trail_id text, because jsonb, content_hash text, fingerprint text, subject text, merge_data jsonb, to_address text,
    code text, message_id text, tracking jsonb, letterhead_hash text, contact_id text)
), trail as (
  insert into touch_decision (id, workspace_id, touch_id, decision, because, decided_at)
  select r.trail_id, $1, r.id, 'send', r.because, $3::timestamptz from r
)
update touch t
set state = 'claimed', contact_id = r.contact_id, claimed_at = $3::timestamptz, counted_at = $3::timestamptz, decided_at = $3::timestamptz,
  lease_until = now() + interval '${LEASE_SECONDS} seconds', because = r.because, binding_rule_id = null, held_until = null, content_hash = r.content_hash,
  letterhead_hash = r.letterhead_hash,
  body_fingerprint = r.fingerprint, subject = r.subject, merge_data = r.merge_data, to_address = r.to_address,
  code = coalesce(t.code, r.code), message_id = r.message_id, tracking = r.tracking, updated_at = now()
from r
where t.workspace_id = $1 and t.id = r.id and t.state in ('waiting', 'held')
returning t.id`;

const WRITE_CONTENTS = `
insert into content (workspace_id, hash, subject, preview, body, links)
select $1, r.hash, r.subject, r.preview, r.body, r.links
from jsonb_to_recordset($2::text::jsonb) as r(hash text, subject text, preview text, body text, links jsonb)
on conflict (workspace_id, hash) do nothing`;

const WRITE_LETTERHEADS = `
insert into letterhead (workspace_id, hash, value)
select $1, r.hash, r.value from jsonb_to_recordset($2::text::jsonb) as r(hash text, value jsonb)
on conflict (workspace_id, hash) do nothing`;

const REFUSE = `
with r as materialized (
  select * from jsonb_to_recordset($2::text::jsonb) as r(
    id text, trail_id text, state text, until timestamptz, because jsonb, rule_id text, reason text)
), trail as (
  insert into touch_decision (id, workspace_id, touch_id, decision, because, held_until, decided_at)
  select r.trail_id, $1, r.id, case r.state when 'held' then 'hold' else 'skip' end, r.because, r.until, $3::timestamptz from r
)
update touch t
set state = r.state, held_until = r.until, because = r.because, binding_rule_id = r.rule_id, decided_at = $3::timestamptz,
  failure = r.reason, ended_at = case when r.state = 'skipped' then $3::timestamptz end, updated_at = now()
from r
where t.workspace_id = $1 and t.id = r.id and t.state in ('waiting', 'held')`;

const FAIL = `
update touch t
set state = 'failed', failure = r.failure, ended_at = $3::timestamptz, held_until = null, updated_at = now()
from jsonb_to_recordset($2::text::jsonb) as r("touchId" text, failure text)
where t.workspace_id = $1 and t.id = r."touchId" and t.state in ('waiting', 'held')`;

const SET_ALARMS = `
update person p set next_look_at = r.at, look_sent_at = null
from jsonb_to_recordset($2::text::jsonb) as r(id text, at timestamptz)
where p.workspace_id = $1 and p.id = r.id`;
