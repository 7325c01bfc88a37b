import type { CompanyUse, Pause, SenderState } from "@/core/attention/facts";
import type { CapRule } from "@/core/attention/rule";
import { addMs, DAY_MS, type EpochMs, laterOf, toEpochMs, toIso } from "@/core/instant";
import type { HoursLayer } from "@/core/schedule-hours";
import { type AnyTx, queryRows } from "@/db/query-rows";

/** A sender with the room it has left. Shared by the set: what is decided for one person is taken before the next. */
export interface SenderRoom {
  state: SenderState;
  spacingMs: number;
  /** About how long one message keeps the next one waiting, when many queue. */
  paceMs: number;
  /** How far the forecasts reach that were given to those who queue. */
  paceUntil: EpochMs | null;
}

/** The room after one more mail. */
export function takeRoom(room: SenderRoom, now: EpochMs): SenderRoom {
  const { state, spacingMs } = room;
  if (spacingMs > 0) {
    return { ...room, state: { ...state, limit: { max: 1, used: 1, freesAt: toEpochMs(now + spacingMs) } } };
  }
  if (state.limit === null) return room;
  const used = state.limit.used + 1;
  const freesAt = used >= state.limit.max ? (state.limit.freesAt ?? toEpochMs(now + DAY_MS)) : state.limit.freesAt;
  return { ...room, state: { ...state, limit: { ...state.limit, used, freesAt } } };
}

/** One message that found the sender full. */
export interface Queued {
  /** What it was told before; null: it has just come. */
  before: EpochMs | null;
  until: EpochMs;
}

/** The room after one more message has queued: the next one is told to come later. */
export function takePlace(room: SenderRoom, queued: Queued): SenderRoom {
  if (queued.before === null) {
    const paceUntil = room.paceUntil === null ? queued.until : laterOf(room.paceUntil, queued.until);
    return { ...room, paceUntil };
  }
  const limit = room.state.limit;
  if (limit === null || limit.freesAt === null) return room;
  return { ...room, state: { ...room.state, limit: { ...limit, freesAt: addMs(limit.freesAt, room.paceMs) } } };
}

/**
 * The sender as one person's message finds it. A full one lets the next through at `freesAt`; thousands that wait for it must
 * not all come back at that instant, so who has just come is told to come at the end of the queue, and who was told a time
 * keeps it. A forecast: whoever looks at a sender with room goes.
 */
export function stateFor(room: SenderRoom, before: EpochMs | null, now: EpochMs): SenderState {
  const limit = room.state.limit;
  if (limit === null || limit.used < limit.max || limit.freesAt === null) return room.state;
  const end = room.paceUntil !== null && room.paceUntil > now ? addMs(room.paceUntil, room.paceMs) : limit.freesAt;
  const told = before === null ? end : before > now ? before : limit.freesAt;
  return { ...room.state, limit: { ...limit, freesAt: laterOf(limit.freesAt, told) } };
}

/** Keeps how far the forecasts reach. The senders are locked by then. */
export async function keepPaces(
  tx: AnyTx,
  workspaceId: string,
  paces: readonly { senderId: string; until: EpochMs }[],
): Promise<void> {
  if (paces.length === 0) return;
  const rows = paces.map(({ senderId, until }) => ({ id: senderId, until: toIso(until) }));
  await queryRows(tx, KEEP_PACES, [workspaceId, JSON.stringify(rows)]);
}

interface Row {
  id: string;
  daily_limit: number | null;
  archived_at: number | null;
  spacing_seconds: number;
  last_sent_at: number | null;
  breaker_opened_at: number | null;
  breaker_reason: string | null;
  breaker_until: number | null;
  /** mails since the cool-down was over */
  probes: number;
  pace_until: number | null;
  used: number;
  frees_at: number | null;
}

/**
 * Locks those of the senders that have a limit, a spacing or stand still, for whoever decides (last in the order company →
 * person → enrollment → sender). The others are not locked: everybody would wait for everybody.
 */
export async function lockSenders(tx: AnyTx, workspaceId: string, senderIds: readonly string[]): Promise<void> {
  if (senderIds.length > 0) await queryRows(tx, LOCK_LIMITED, [workspaceId, senderIds]);
}

/** States of the senders. */
export async function gatherSenders(
  tx: AnyTx,
  workspaceId: string,
  senderIds: readonly string[],
  now: EpochMs,
): Promise<Map<string, SenderRoom>> {
  if (senderIds.length === 0) return new Map();
  const rows = await queryRows<Row>(tx, SENDERS, [workspaceId, senderIds, new Date(now - DAY_MS).toISOString()]);
  return new Map(rows.map((row) => [row.id, toRoom(row, now)]));
}

function toRoom(row: Row, now: EpochMs): SenderRoom {
  const spacingMs = row.spacing_seconds * 1_000;
  const shareMs = row.daily_limit === null || row.daily_limit === 0 ? 0 : Math.ceil(DAY_MS / row.daily_limit);
  return {
    state: toState(row, now),
    spacingMs,
    paceMs: Math.max(spacingMs, shareMs),
    paceUntil: row.pace_until === null ? null : toEpochMs(row.pace_until),
  };
}

function toState(row: Row, now: EpochMs): SenderState {
  const spacedUntil = row.spacing_seconds > 0 ? (row.last_sent_at ?? 0) + row.spacing_seconds * 1_000 : 0;
  // the cool-down is over: one mail may try, and what becomes of it decides (judge-senders.ts)
  const probing = row.breaker_opened_at !== null && row.breaker_until !== null && row.breaker_until <= now;
  const full = row.daily_limit !== null && row.used >= row.daily_limit;
  return {
    id: row.id,
    archivedAt: row.archived_at === null ? null : toEpochMs(row.archived_at),
    breaker:
      row.breaker_opened_at === null || probing
        ? null
        : { since: toEpochMs(row.breaker_opened_at), cause: row.breaker_reason ?? "" },
    limit: full
      ? {
          max: row.daily_limit ?? 0,
          used: row.used,
          freesAt: row.frees_at === null ? null : toEpochMs(row.frees_at + DAY_MS),
        }
      : probing
        ? { max: 1, used: row.probes, freesAt: null }
        : spacedUntil > now
          ? { max: 1, used: 1, freesAt: toEpochMs(spacedUntil) }
          : row.daily_limit === null
            ? null
            : { max: row.daily_limit, used: row.used, freesAt: null },
  };
}

/**
 * Pauses that stand over the teams, sequences and broadcasts of what waits. What an archived sequence has waiting is being
 * taken back.
 */
export async function gatherPauses(
  tx: AnyTx,
  workspaceId: string,
  of: { teamIds: readonly string[]; ownerIds: readonly string[] },
): Promise<{ pauses: Pause[]; hours: Record<string, HoursLayer> }> {
  const rows = await queryRows<{ what: Pause["what"]; id: string; since: number | null; hours: string | null }>(
    tx,
    PAUSES,
    [workspaceId, of.teamIds, of.ownerIds],
  );
  const pauses: Pause[] = [];
  const hours: Record<string, HoursLayer> = {};
  for (const row of rows) {
    if (row.since !== null) pauses.push({ what: row.what, id: row.id, since: toEpochMs(row.since), memberId: null });
    if (row.hours !== null) hours[row.id] = JSON.parse(row.hours) as HoursLayer; // parsed when it was saved
  }
  return { pauses, hours };
}

export async function gatherTopicHours(
  tx: AnyTx,
  workspaceId: string,
  topicIds: readonly string[],
): Promise<Record<string, HoursLayer>> {
  const rows = await queryRows<{ id: string; hours: string }>(tx, TOPIC_HOURS, [workspaceId, topicIds]);
  return Object.fromEntries(rows.map((row) => [row.id, JSON.parse(row.hours) as HoursLayer])); // parsed when saved
}

/** For each company rule, who else of these companies was written to. The companies are locked by then. */
export async function gatherCompanyUse(
  tx: AnyTx,
  workspaceId: string,
  companyIds: readonly string[],
  rules: readonly CapRule[],
  now: EpochMs,
): Promise<{ companyId: string; personId: string; ruleId: string; contactId: string; lastAt: EpochMs }[]> {
  const companyRules = rules.filter((rule) => rule.scope.kind === "company");
  if (companyRules.length === 0 || companyIds.length === 0) return [];
  const answers = await Promise.all(
    companyRules.map(async (rule) => {
      const back = rule.window?.kind === "rolling" ? rule.window.lengthMs : 31 * DAY_MS;
      const filter = rule.counts;
      const rows = await queryRows<{ company_id: string; person_id: string; contact_id: string; last_at: number }>(
        tx,
        COMPANY_USE,
        [
          workspaceId,
          companyIds,
          new Date(now - Math.max(back, rule.minGapMs ?? 0)).toISOString(),
          filter?.classes ?? null,
          filter?.channels ?? null,
          filter?.sources ?? null,
          filter?.topicIds ?? null,
          filter?.teamIds ?? null,
        ],
      );
      return rows.map((row) => ({
        companyId: row.company_id,
        personId: row.person_id,
        ruleId: rule.id,
        contactId: row.contact_id,
        lastAt: toEpochMs(row.last_at),
      }));
    }),
  );
  return answers.flat();
}

/** What of it concerns one person: the others of its companies. */
export function companyUseFor(
  uses: Awaited<ReturnType<typeof gatherCompanyUse>>,
  person: { personId: string; companyIds: readonly string[] },
  rules: readonly CapRule[],
): CompanyUse[] {
  return rules
    .filter((rule) => rule.scope.kind === "company")
    .map((rule) => ({
      ruleId: rule.id,
      others: uses
        .filter(
          (use) =>
            use.ruleId === rule.id && use.personId !== person.personId && person.companyIds.includes(use.companyId),
        )
        .map(({ contactId, lastAt }) => ({ contactId, lastAt })),
    }));
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

const LOCK_LIMITED = `
select id from sender
where workspace_id = $1 and id = any($2::text[]) and (daily_limit is not null or spacing_seconds > 0 or breaker_opened_at is not null)
order by id for no key update`;

const SENDERS = `
select s.id, s.daily_limit, s.spacing_seconds, ${ms("s.archived_at")} as archived_at,
  case when s.spacing_seconds > 0 then (
    select ${ms("max(t.counted_at)")} from touch t where t.workspace_id = s.workspace_id and t.sender_id = s.id
      and t.counted_at is not null) end as last_sent_at,
  ${ms("s.breaker_opened_at")} as breaker_opened_at, s.breaker_reason, ${ms("s.pace_until")} as pace_until,
  ${ms("s.breaker_until")} as breaker_until,
  case when s.breaker_until is null then 0 else (
    select count(*)::int from touch t where t.workspace_id = s.workspace_id and t.sender_id = s.id
      and t.counted_at >= s.breaker_until) end as probes,
  coalesce(u.used, 0)::int as used,
  ${ms("u.oldest")} as frees_at
from sender s
left join lateral (
  select count(*) as used, min(n.counted_at) as oldest from (
    select t.counted_at from touch t
    where s.daily_limit is not null and t.workspace_id = s.workspace_id and t.sender_id = s.id
      and t.counted_at > $3::timestamptz
    order by t.counted_at desc limit s.daily_limit) n) u on true
where s.workspace_id = $1 and s.id = any($2::text[])`;

const KEEP_PACES = `
update sender s set pace_until = greatest(s.pace_until, r.until)
from jsonb_to_recordset($2::text::jsonb) as r(id text, until timestamptz)
where s.workspace_id = $1 and s.id = r.id`;

const PAUSES = `
select 'team' as what, id, ${ms("sending_paused_at")} as since, null as hours
from team where workspace_id = $1 and id = any($2::text[]) and sending_paused_at is not null
union all
select 'sequence', q.id, ${ms("case q.state when 'archived' then coalesce(q.archived_at, q.updated_at) else q.paused_at end")}, nullif(v.settings->'hours', 'null')::text
from sequence q left join sequence_version v on v.workspace_id = q.workspace_id and v.id = q.live_version_id
where q.workspace_id = $1 and q.id = any($3::text[])
union all
select 'broadcast', id, ${ms("coalesce(paused_at, updated_at)")}, null
from broadcast where workspace_id = $1 and id = any($3::text[]) and state = 'paused'`;

const TOPIC_HOURS = `
select id, hours::text from topic where workspace_id = $1 and id = any($2::text[]) and hours is not null`;

const COMPANY_USE = `
select company_id, person_id, min(contact_id) as contact_id, ${ms("max(counted_at)")} as last_at
from touch
where workspace_id = $1 and company_id = any($2::text[]) and counted_at > $3::timestamptz and counts
  and ($4::text[] is null or class = any($4::text[])) and ($5::text[] is null or channel = any($5::text[]))
  and ($6::text[] is null or source = any($6::text[])) and ($7::text[] is null or topic_id = any($7::text[]))
  and ($8::text[] is null or team_id = any($8::text[]))
group by company_id, person_id`;
