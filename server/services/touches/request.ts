import type { TouchChannel, TouchClass, TouchSource } from "@/core/attention/rule";
import type { AtCap, RepeatPolicy } from "@/core/attention/touch";
import type { TouchRequest } from "@/core/enrollment";
import { type EpochMs, toDate } from "@/core/instant";
import type { HoursLayer } from "@/core/schedule-hours";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { ringAt } from "./look";

/** One message wanted for one person. Everything in it is frozen from here on; text and facts are read at claim. */
export interface NewTouch {
  workspaceId: string;
  personId: string;
  contactId: string;
  /** Idempotency key: effect key, `broadcast/contact`, or the API caller's key. */
  key: string;
  source: TouchSource;
  channel: TouchChannel;
  class: TouchClass;
  priority: number;
  topicId: string | null;
  teamId: string | null;
  senderId: string | null;
  memberId: string | null;
  companyId: string | null;
  sequenceId: string | null;
  sequenceCreatedAt: EpochMs | null;
  enrollmentId: string | null;
  nodeId: string | null;
  broadcastId: string | null;
  templateFamily: string | null;
  correlationKey: string | null;
  promotes: readonly string[];
  answersReplyId: string | null;
  repeat: RepeatPolicy;
  /** Left out: as the rule says. */
  atCap?: AtCap;
  nodeHours: HoursLayer | null;
  request: TouchRequest;
  /** Workspace time. */
  dueAt: EpochMs;
  deadlineAt: EpochMs;
}

/** Touches that obey caps wait this long after becoming due, so that those started together are judged together. */
export const GATHER_MS = 2_000;

/**
 * Makes the touches exist in state `waiting` and rings the alarm of their people. A key that exists is left alone, except
 * that a planned touch becomes waiting. One statement each, whatever the number of rows.
 */
export async function requestTouches(tx: AnyTx, touches: readonly NewTouch[]): Promise<void> {
  if (touches.length === 0) return;
  await insertTouches(tx, touches, "waiting");
  await ringAt(
    tx,
    touches.map((touch) => ({
      workspaceId: touch.workspaceId,
      personId: touch.personId,
      at: obeysCaps(touch) ? touch.dueAt + GATHER_MS : touch.dueAt,
    })),
  );
}

/** Transactional mail and what a member writes by hand are held by no cap (SEMANTICS §1). */
const obeysCaps = (touch: Pick<NewTouch, "class" | "source">): boolean =>
  touch.class !== "transactional" && touch.source !== "hand";

/** Puts touches on the plan: on the path before any undecided wait or branch. They stand as rivals when due within 24 h. */
export async function planTouches(tx: AnyTx, touches: readonly NewTouch[]): Promise<void> {
  if (touches.length > 0) await insertTouches(tx, touches, "planned");
}

/**
 * Moves what waits to another time: an enrollment that stood still goes on, and its mail's shelf life with it. Keys that do
 * not wait are left alone. The people are locked by the caller.
 */
export async function moveTouches(
  tx: AnyTx,
  moved: readonly { workspaceId: string; key: string; dueAt: EpochMs; deadlineAt: EpochMs }[],
): Promise<void> {
  if (moved.length > 0) await queryRows(tx, MOVE, [JSON.stringify(moved)]);
}

const MOVE = `
update touch t set due_at = to_timestamp(r."dueAt" / 1000), deadline_at = to_timestamp(r."deadlineAt" / 1000), updated_at = now()
from jsonb_to_recordset($1::text::jsonb) as r("workspaceId" text, key text, "dueAt" float8, "deadlineAt" float8)
where t.workspace_id = r."workspaceId" and t.key = r.key and t.state in ('waiting', 'held')`;

async function insertTouches(tx: AnyTx, touches: readonly NewTouch[], state: "waiting" | "planned"): Promise<void> {
  const rows = touches.map((touch) => ({
    ...touch,
    id: newId("touch"),
    obeys: obeysCaps(touch),
    counts: touch.class !== "transactional",
    dueAt: toDate(touch.dueAt).toISOString(),
    deadlineAt: toDate(touch.deadlineAt).toISOString(),
    sequenceCreatedAt: touch.sequenceCreatedAt === null ? null : toDate(touch.sequenceCreatedAt).toISOString(),
  }));
  await queryRows(tx, INSERT, [JSON.stringify(rows), state]);
}

const INSERT = `
insert into touch (
  id, workspace_id, person_id, contact_id, key, state, source, channel, class, obeys, counts, priority, topic_id, team_id,
  sender_id, member_id, company_id, sequence_id, sequence_created_at, enrollment_id, node_id, broadcast_id,
  template_family, correlation_key, promotes, answers_reply_id, repeat, at_cap, node_hours, request, due_at, deadline_at)
select r.id, r."workspaceId", r."personId", r."contactId", r.key, $2, r.source, r.channel, r.class, r.obeys, r.counts,
  r.priority, r."topicId", r."teamId", r."senderId", r."memberId", r."companyId", r."sequenceId",
  r."sequenceCreatedAt", r."enrollmentId", r."nodeId", r."broadcastId", r."templateFamily", r."correlationKey",
  array(select jsonb_array_elements_text(r.promotes)), r."answersReplyId", r.repeat, coalesce(r."atCap", 'rule'), nullif(r."nodeHours", 'null'), r.request,
  r."dueAt", r."deadlineAt"
from jsonb_to_recordset($1::text::jsonb) as r(
  id text, "workspaceId" text, "personId" text, "contactId" text, key text, source text, channel text, class text,
  obeys boolean, counts boolean, priority int, "topicId" text, "teamId" text, "senderId" text, "memberId" text,
  "companyId" text, "sequenceId" text, "sequenceCreatedAt" timestamptz, "enrollmentId" text, "nodeId" text,
  "broadcastId" text, "templateFamily" text, "correlationKey" text, promotes jsonb, "answersReplyId" text, repeat jsonb, "atCap" text,
  "nodeHours" jsonb, request jsonb, "dueAt" timestamptz, "deadlineAt" timestamptz)
on conflict (workspace_id, key) where state <> 'withdrawn' do update
  set state = excluded.state, due_at = excluded.due_at, deadline_at = excluded.deadline_at,
      answers_reply_id = excluded.answers_reply_id, request = excluded.request, updated_at = now()
  where touch.state = 'planned'`;
