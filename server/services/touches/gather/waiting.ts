import { chooseAddress, type InsteadOf, type PersonAddress } from "@/core/attention/choose-address";
import type { HoldReason } from "@/core/attention/decision";
import type { TouchChannel, TouchClass, TouchSource } from "@/core/attention/rule";
import type { AtCap, RepeatPolicy, TouchOverride, WaitingTouch } from "@/core/attention/touch";
import type { TouchRequest } from "@/core/enrollment";
import { type EpochMs, toEpochMs } from "@/core/instant";
import type { HoursLayer } from "@/core/schedule-hours";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { gatherAddresses } from "./addresses";

/** A waiting touch with what the driver needs besides the governor's view. */
export interface WaitingRow {
  personId: string;
  /** Whose words it says; `touch.contactId` is whose address it goes to. */
  contactId: string;
  /** Why that is another one; null: it is the same. */
  instead: InsteadOf | null;
  key: string;
  enrollmentId: string | null;
  request: TouchRequest;
  /** What it is now: `planned` ones are rivals, never decided. */
  state: "planned" | "waiting" | "held";
  /** Its enrollment has a signal no step has read: not to be sent before that is read. */
  unread: boolean;
  /** Its enrollment ended or stands elsewhere, or its broadcast was cancelled (it was on its way and came back): never to be sent. */
  left: boolean;
  /** Its enrollment is paused and its clock stands: it neither leaves, nor expires, nor is anybody's rival until that goes on. */
  stands: boolean;
  /** A refused hand-over is tried again from here on (real time, epoch ms). */
  retryAt: number | null;
  /** A member had it sent again: where its passage stands by now is not asked. */
  again: boolean;
  /** What was decided last, to write only what changed. */
  decided: { verdict: "hold"; until: EpochMs | null; because: HoldReason } | null;
  companyId: string | null;
  touch: WaitingTouch;
}

interface Row {
  id: string;
  person_id: string;
  meant_id: string;
  key: string;
  state: "planned" | "waiting" | "held";
  enrollment_id: string | null;
  request: string;
  unread: boolean;
  left_behind: boolean;
  stands: boolean;
  again: boolean;
  retry_at: number | null;
  held_until: number | null;
  held_because: string | null;
  source: TouchSource;
  channel: TouchChannel;
  class: TouchClass;
  obeys: boolean;
  counts: boolean;
  priority: number;
  topic_id: string | null;
  team_id: string | null;
  sender_id: string | null;
  member_id: string | null;
  company_id: string | null;
  owner_id: string | null;
  sequence_created_at: number;
  template_family: string | null;
  correlation_key: string | null;
  promotes: string;
  answers_reply_id: string | null;
  repeat: string;
  at_cap: AtCap;
  node_hours: string | null;
  override: string | null;
  archived_at: number | null;
  due_at: number;
  deadline_at: number | null;
}

const LOOK_AHEAD_HOURS = 24;

/** Everything of these people that has not left, with planned touches of the next 24 h (or as asked) as rivals. */
export async function gatherWaiting(
  tx: AnyTx,
  workspaceId: string,
  personIds: readonly string[],
  now: EpochMs,
  lookAheadHours: number = LOOK_AHEAD_HOURS,
): Promise<WaitingRow[]> {
  const until = new Date(now + lookAheadHours * 3_600_000).toISOString();
  const [rows, addresses] = await Promise.all([
    queryRows<Row>(tx, WAITING, [workspaceId, personIds, until]),
    gatherAddresses(tx, workspaceId, personIds),
  ]);
  return behindTheirs(rows.map((row) => atLivingAddress(toWaiting(row), addresses.get(row.person_id) ?? [])));
}

/** Who writes by hand or by the API names an address; sequences and broadcasts mean the person. */
function atLivingAddress(row: WaitingRow, addresses: readonly PersonAddress[]): WaitingRow {
  if (row.touch.source !== "sequence" && row.touch.source !== "broadcast") return row;
  const choice = chooseAddress(row.contactId, addresses);
  if (choice === null) return row;
  return { ...row, instead: choice.instead, touch: { ...row.touch, contactId: choice.contactId } };
}

/** What is planned in a passage comes after what has not left there yet: no rival of that one. */
function behindTheirs(rows: readonly WaitingRow[]): WaitingRow[] {
  const standing = new Map<string, WaitingTouch>();
  for (const { enrollmentId, state, touch } of rows) {
    if (enrollmentId !== null && state !== "planned") standing.set(enrollmentId, touch);
  }
  return rows.map((row) => {
    const before = row.state === "planned" && row.enrollmentId !== null ? standing.get(row.enrollmentId) : undefined;
    if (before === undefined) return row;
    const follows = { touchId: before.id, delayMs: Math.max(0, row.touch.dueAt - before.dueAt) };
    return { ...row, touch: { ...row.touch, follows } };
  });
}

function toWaiting(row: Row): WaitingRow {
  const dueAt = toEpochMs(row.due_at);
  return {
    personId: row.person_id,
    contactId: row.meant_id,
    instead: null,
    key: row.key,
    enrollmentId: row.enrollment_id,
    request: JSON.parse(row.request) as TouchRequest, // written by insertTouches, whose input has this type
    state: row.state,
    unread: row.unread,
    left: row.left_behind && !row.again,
    stands: row.stands && !row.again,
    again: row.again,
    retryAt: row.retry_at,
    decided: row.held_because // written by refuseTouches and hand-over
      ? {
          verdict: "hold",
          until: row.held_until === null ? null : toEpochMs(row.held_until),
          because: JSON.parse(row.held_because) as HoldReason,
        }
      : null,
    companyId: row.company_id,
    touch: {
      id: row.id,
      contactId: row.meant_id,
      source: row.source,
      channel: row.channel,
      class: row.class,
      topicId: row.topic_id,
      teamId: row.team_id,
      senderId: row.sender_id,
      sequenceId: row.owner_id,
      familyId: row.template_family,
      bodyHash: null,
      correlationKey: row.correlation_key,
      obeys: row.obeys,
      counts: row.counts,
      dueAt,
      deadlineAt: row.deadline_at === null ? toEpochMs(dueAt + 7 * 86_400_000) : toEpochMs(row.deadline_at),
      priority: row.priority,
      sequenceCreatedAt: toEpochMs(row.sequence_created_at),
      memberId: row.member_id,
      promotes: JSON.parse(row.promotes) as string[], // text[] by the column's type
      repeat: JSON.parse(row.repeat) as RepeatPolicy, // as above
      atCap: row.at_cap,
      nodeHours: row.node_hours === null ? null : (JSON.parse(row.node_hours) as HoursLayer), // as above
      answersReplyId: row.answers_reply_id,
      override: row.override === null ? null : (JSON.parse(row.override) as TouchOverride), // as above
      archivedAt: row.archived_at === null ? null : toEpochMs(row.archived_at),
      follows: null,
    },
  };
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

const WAITING = `
select t.id, t.person_id, c.id as meant_id, t.key, t.state, t.enrollment_id, t.request::text, ${ms("t.retry_at")} as retry_at,
  case when t.state = 'held' then nullif((t.because->'because')::text, 'null') end as held_because, ${ms("t.held_until")} as held_until,
  t.source, t.channel, t.class, t.obeys, t.counts, t.priority, t.topic_id, t.team_id, t.sender_id, t.member_id, t.company_id,
  coalesce(t.sequence_id, t.broadcast_id) as owner_id, ${ms("coalesce(t.sequence_created_at, t.created_at)")} as sequence_created_at,
  t.template_family, t.correlation_key, to_json(t.promotes)::text as promotes, t.answers_reply_id, t.repeat::text,
  t.at_cap, t.node_hours::text, t.override::text, ${ms("c.archived_at")} as archived_at, ${ms("t.due_at")} as due_at, ${ms("t.deadline_at")} as deadline_at,
  t.state <> 'planned' and t.enrollment_id is not null and exists (
    select 1 from wake w
    where w.workspace_id = t.workspace_id and w.enrollment_id = t.enrollment_id and w.eaten_at is null and w.cause = 'signal'
  ) as unread,
  b.id is not null or t.state <> 'planned' and e.id is not null and (
    e.status <> 'active' or e.state->'position'->'effect'->>'key' is distinct from t.key) as left_behind,
  coalesce(e.state->'pause'->>'clock' = 'stands', false) as stands, t.again_at is not null as again
from touch t
left join enrollment e on e.workspace_id = t.workspace_id and e.id = t.enrollment_id
left join broadcast b on b.workspace_id = t.workspace_id and b.id = t.broadcast_id and b.state = 'cancelled'
join contact c on c.workspace_id = t.workspace_id and c.id = coalesce(e.contact_id, t.contact_id)
where t.workspace_id = $1 and t.person_id = any($2::text[])
  and (t.state in ('waiting', 'held') or (t.state = 'planned' and t.due_at <= $3::timestamptz))
order by t.person_id, t.id`;
