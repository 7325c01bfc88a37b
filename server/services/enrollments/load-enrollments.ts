import type { EnrollmentState } from "@/core/enrollment";
import { type EpochMs, toEpochMs } from "@/core/instant";
import { type AnyTx, queryRows } from "@/db/query-rows";

/** An enrollment as the driver holds it: locked, with what belongs to it and never changes under the lock. */
export interface EnrollmentRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly sequenceId: string;
  readonly versionId: string;
  readonly contactId: string;
  readonly personId: string;
  readonly companyId: string | null;
  readonly status: "active" | "finished";
  readonly state: EnrollmentState;
  readonly epoch: number;
  readonly stepsInEpoch: number;
  readonly entrySignalId: string | null;
  readonly ownerId: string | null;
  readonly teamId: string | null;
  readonly sequenceCreatedAt: EpochMs;
  /** How far the workspace's clock is ahead of the real one. */
  readonly clockOffsetMs: number;
}

export interface Wanted {
  readonly workspaceId: string;
  readonly id: string;
  /** The run's epoch; null for callers that are no run (a member's stop). */
  readonly epoch: number | null;
}

interface StoredRow extends Omit<EnrollmentRow, "state" | "sequenceCreatedAt"> {
  readonly state: string;
  readonly sequenceCreated: number;
}

/**
 * Locks the people, then the enrollments (in id order, the order of every lock: company → person → enrollment → sender) and
 * eats the wakes that are owed by then: what a later statement reads holds everything they were owed for.
 * Ids that do not exist, or not in that workspace, are missing from the answer.
 */
export async function lockEnrollments(tx: AnyTx, wanted: readonly Wanted[]): Promise<Map<string, EnrollmentRow>> {
  const set = JSON.stringify(wanted.map(({ workspaceId, id, epoch }) => ({ workspace_id: workspaceId, id, epoch })));
  // one connection: sent together, answered in this order
  const [, stored] = await Promise.all([
    queryRows(tx, LOCK_PEOPLE, [set]),
    queryRows<StoredRow>(tx, LOCK, [set]),
    queryRows(tx, EAT, [set]),
  ]);
  return new Map(stored.map((row) => [row.id, toRow(row)]));
}

/** The same rows without a lock, for whoever only looks. */
export async function readEnrollments(
  tx: AnyTx,
  wanted: readonly { workspaceId: string; id: string }[],
): Promise<Map<string, EnrollmentRow>> {
  const set = JSON.stringify(wanted.map(({ workspaceId, id }) => ({ workspace_id: workspaceId, id })));
  const stored = await queryRows<StoredRow>(tx, READ, [set]);
  return new Map(stored.map((row) => [row.id, toRow(row)]));
}

function toRow({ sequenceCreated, ...row }: StoredRow): EnrollmentRow {
  return { ...row, state: parseState(row.state), sequenceCreatedAt: toEpochMs(sequenceCreated) };
}

// The row is written by save-enrollments.ts alone, from core's own type.
const parseState = (text: string): EnrollmentState => JSON.parse(text) as EnrollmentState;

const LOCK_PEOPLE = `
select 1 from person p
where (p.workspace_id, p.id) in (
  select e.workspace_id, e.person_id
  from jsonb_to_recordset($1::text::jsonb) as r(workspace_id text, id text)
  join enrollment e on e.workspace_id = r.workspace_id and e.id = r.id)
order by p.id
for no key update of p`;

const READ = `
select e.id, e.workspace_id as "workspaceId", e.sequence_id as "sequenceId", e.version_id as "versionId",
  e.contact_id as "contactId", e.person_id as "personId", c.company_id as "companyId", e.status, e.state::text as state,
  e.epoch, e.steps_in_epoch as "stepsInEpoch", e.entry_signal_id as "entrySignalId", c.owner_id as "ownerId",
  coalesce(w.clock_offset_ms, 0)::float8 as "clockOffsetMs", s.team_id as "teamId",
  extract(epoch from s.created_at)::float8 * 1000 as "sequenceCreated"
from jsonb_to_recordset($1::text::jsonb) as r(workspace_id text, id text)
join enrollment e on e.workspace_id = r.workspace_id and e.id = r.id
join contact c on c.workspace_id = e.workspace_id and c.id = e.contact_id
join sequence s on s.workspace_id = e.workspace_id and s.id = e.sequence_id
left join workspace_setting w on w.workspace_id = e.workspace_id`;

const LOCK = `${READ}
order by e.id
for no key update of e`;

// not by a run of an older epoch: it does nothing with them
const EAT = `
update wake w set eaten_at = now()
from jsonb_to_recordset($1::text::jsonb) as r(workspace_id text, id text, epoch int)
join enrollment e on e.workspace_id = r.workspace_id and e.id = r.id
where w.workspace_id = r.workspace_id and w.enrollment_id = r.id and w.eaten_at is null
  and (r.epoch is null or e.epoch = r.epoch)`;
