import type { LeaveAlone } from "@/core/attention/facts";
import type { FrequencyChoice, FrequencyPace } from "@/core/attention/rule";
import { type EpochMs, toEpochMs } from "@/core/instant";
import type { HoursLayer, PersonZone } from "@/core/schedule-hours";
import { type AnyTx, queryRows } from "@/db/query-rows";

/** What stands on the person, the company and the workspace: read in one row per person, under the person's lock. */
export interface PersonRow {
  personId: string;
  contactId: string;
  zone: PersonZone;
  choice: FrequencyChoice | null;
  leaveAlone: LeaveAlone[];
  companyIds: string[];
}

interface Row {
  id: string;
  contact_id: string;
  contact_zone: string | null;
  contact_zone_source: string | null;
  company_zone: string | null;
  workspace_zone: string;
  frequency: FrequencyPace | null;
  paused_until: number | null;
  alone_until: number | null;
  alone_by: string | null;
  alone_reason: string | null;
  company_alone_until: number | null;
  company_alone_by: string | null;
  company_alone_reason: string | null;
  company_ids: string;
}

/** Locks the people in id order (no deletion or decision beside ours), and nothing else. Gives those that exist. */
export async function lockPeople(tx: AnyTx, workspaceId: string, personIds: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(tx, LOCK, [workspaceId, personIds]);
  return rows.map(({ id }) => id);
}

/** The same for those that nobody else holds at this moment; waits for none. */
export async function lockFreePeople(tx: AnyTx, workspaceId: string, personIds: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(tx, `${LOCK} skip locked`, [workspaceId, personIds]);
  return rows.map(({ id }) => id);
}

/** Locks the companies of these people in id order: only where a rule counts over a company. */
export async function lockCompanies(tx: AnyTx, workspaceId: string, personIds: readonly string[]): Promise<void> {
  await queryRows(tx, LOCK_COMPANIES, [workspaceId, personIds]);
}

export async function gatherPeople(
  tx: AnyTx,
  workspaceId: string,
  personIds: readonly string[],
): Promise<Map<string, PersonRow>> {
  const rows = await queryRows<Row>(tx, PEOPLE, [workspaceId, personIds]);
  return new Map(rows.map((row) => [row.id, toPerson(row)]));
}

/** Hours and clock of the workspace. */
export async function gatherWorkspace(tx: AnyTx, workspaceId: string): Promise<WorkspaceRow> {
  const [row] = await queryRows<{
    hours: string | null;
    offset_ms: number;
    paused_at: number | null;
    by: string | null;
  }>(tx, WORKSPACE, [workspaceId]);
  if (!row) throw new Error(`workspace ${workspaceId} has no settings row`);
  return {
    hours: row.hours === null ? null : (JSON.parse(row.hours) as HoursLayer), // parsed by hoursLayerSchema when saved
    offsetMs: row.offset_ms,
    pausedAt: row.paused_at === null ? null : toEpochMs(row.paused_at),
    pausedBy: row.by,
  };
}

export interface WorkspaceRow {
  hours: HoursLayer | null;
  offsetMs: number;
  pausedAt: EpochMs | null;
  pausedBy: string | null;
}

function toPerson(row: Row): PersonRow {
  const leaveAlone: LeaveAlone[] = [];
  if (row.alone_until !== null) {
    leaveAlone.push({
      of: "person",
      until: toEpochMs(row.alone_until),
      memberId: row.alone_by ?? "",
      reason: row.alone_reason ?? "",
    });
  }
  if (row.company_alone_until !== null) {
    leaveAlone.push({
      of: "company",
      until: toEpochMs(row.company_alone_until),
      memberId: row.company_alone_by ?? "",
      reason: row.company_alone_reason ?? "",
    });
  }
  return {
    personId: row.id,
    contactId: row.contact_id,
    zone: zoneOf(row),
    choice:
      row.frequency === null && row.paused_until === null
        ? null
        : { pace: row.frequency, pausedUntil: row.paused_until === null ? null : toEpochMs(row.paused_until) },
    leaveAlone,
    companyIds: JSON.parse(row.company_ids) as string[], // to_json of a text[]
  };
}

/** Explicit, inferred, the company's, the workspace's: no zone never means no quiet hours. */
function zoneOf(row: Row): PersonZone {
  if (row.contact_zone)
    return { id: row.contact_zone, source: row.contact_zone_source === "explicit" ? "explicit" : "inferred" };
  if (row.company_zone) return { id: row.company_zone, source: "company" };
  return { id: row.workspace_zone, source: "workspace" };
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

const LOCK = `select id from person where workspace_id = $1 and id = any($2::text[]) order by id for no key update`;

const LOCK_COMPANIES = `
select id from company
where workspace_id = $1 and id in (
  select company_id from contact where workspace_id = $1 and person_id = any($2::text[]) and company_id is not null)
order by id for no key update`;

const PEOPLE = `
select p.id, c.id as contact_id, c.time_zone as contact_zone, c.time_zone_source as contact_zone_source,
  co.time_zone as company_zone, s.time_zone as workspace_zone, p.frequency, ${ms("p.frequency_paused_until")} as paused_until,
  ${ms("p.leave_alone_until")} as alone_until, p.leave_alone_by as alone_by, p.leave_alone_reason as alone_reason,
  ${ms("co.leave_alone_until")} as company_alone_until, co.leave_alone_by as company_alone_by,
  co.leave_alone_reason as company_alone_reason,
  coalesce((select json_agg(distinct k.company_id) from contact k
    where k.workspace_id = p.workspace_id and k.person_id = p.id and k.company_id is not null), '[]')::text as company_ids
from person p
join workspace_setting s on s.workspace_id = p.workspace_id
cross join lateral (
  select id, time_zone, time_zone_source, company_id from contact k
  where k.workspace_id = p.workspace_id and k.person_id = p.id
  order by (k.archived_at is null) desc, (k.time_zone is not null) desc, k.created_at, k.id limit 1) c
left join company co on co.workspace_id = p.workspace_id and co.id = c.company_id
where p.workspace_id = $1 and p.id = any($2::text[])`;

const WORKSPACE = `
select hours::text, clock_offset_ms::float8 as offset_ms, ${ms("sending_paused_at")} as paused_at, sending_paused_by as by
from workspace_setting where workspace_id = $1`;
