import type { EpochMs } from "@/core/instant";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { DUE_CHANNEL } from "@/server/outbox/channels";
import { writeOutbox } from "@/server/outbox/write-outbox";

/** When a person must be looked at, workspace time in epoch milliseconds. */
export interface Look {
  workspaceId: string;
  personId: string;
  at: EpochMs | number;
}

/**
 * Rings the one alarm of each person no later than `at`; an alarm that rings earlier stays. People are taken in id order, the
 * order every lock on them is taken in.
 */
export async function ringAt(tx: AnyTx, looks: readonly Look[]): Promise<void> {
  if (looks.length === 0) return;
  const earliest = new Map<string, Look>();
  for (const look of looks) {
    const known = earliest.get(look.personId);
    if (!known || look.at < known.at) earliest.set(look.personId, look);
  }
  const rung = [...earliest.values()];
  await queryRows(tx, RING, [
    rung.map(({ workspaceId }) => workspaceId),
    rung.map(({ personId }) => personId),
    rung.map(({ at }) => new Date(at).toISOString()),
  ]);
}

/** Looks at once at those of these people for whom something waits: a fact, a choice, a suppression changed. */
export async function lookAgain(
  tx: AnyTx,
  workspaceId: string,
  personIds: readonly string[],
  now: EpochMs,
): Promise<void> {
  if (personIds.length === 0) return;
  await queryRows(tx, LOOK_AGAIN, [workspaceId, [...personIds], new Date(now).toISOString()]);
}

/**
 * Those of these people whose alarm has rung and was not answered since. While much is to be done people are handed out again
 * before they were looked at: the second time nothing is left to do for them.
 */
export async function stillRinging(tx: AnyTx, workspaceId: string, personIds: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(tx, RINGING, [workspaceId, [...personIds]]);
  return rows.map(({ id }) => id);
}

const RINGING = `
select p.id from person p join workspace_setting w on w.workspace_id = p.workspace_id
where p.workspace_id = $1 and p.id = any($2::text[])
  and p.next_look_at <= now() + w.clock_offset_ms * interval '1 millisecond'
order by p.id`;

/** Whose waiting messages are meant: of one sequence, broadcast, team or sender; without any, everybody's of the workspace. */
export interface Waiters {
  readonly sequenceId?: string | undefined;
  readonly broadcastId?: string | undefined;
  readonly teamId?: string | undefined;
  readonly senderId?: string | undefined;
}

const SET = 500;

/**
 * Looks at everybody for whom something of that waits, after a rule or a pause changed: the first five hundred with the
 * caller's change, the others in sets of their own soon after, so that no request holds the locks of a whole workspace.
 * @param after id of the last person looked at already; null at the start
 */
export async function lookAgainAtWaiters(
  tx: AnyTx,
  workspaceId: string,
  of: Waiters,
  now: EpochMs,
  after: string | null = null,
): Promise<void> {
  const { sequenceId = null, broadcastId = null, teamId = null, senderId = null } = of;
  const args = [workspaceId, sequenceId, broadcastId, teamId, after, senderId];
  const people = (await queryRows<{ person_id: string }>(tx, WAITERS, args)).map((row) => row.person_id);
  await lookAgain(tx, workspaceId, people, now);
  const last = people.at(-1);
  if (people.length === SET && last !== undefined)
    await writeOutbox(tx, [{ name: "people/look-again", data: { workspaceId, ...of, at: now, after: last } }]);
}

/**
 * The same for whoever holds the lock of what was changed where others take that lock behind a person's (a sequence: who enters
 * it locks the person first; a sender: who decides does): nobody's lock is taken now, all are looked at as soon as the change is stored.
 */
export async function askToLookAgain(tx: AnyTx, workspaceId: string, of: Waiters, now: EpochMs): Promise<void> {
  await writeOutbox(tx, [{ name: "people/look-again", data: { workspaceId, ...of, at: now, after: "" } }]);
}

const WAITERS = `
select distinct person_id from touch
where workspace_id = $1 and state in ('waiting', 'held') and ($5::text is null or person_id > $5)
  and ($2::text is null or sequence_id = $2) and ($3::text is null or broadcast_id = $3) and ($4::text is null or team_id = $4)
  and ($6::text is null or sender_id = $6)
order by person_id limit ${SET}`;

// Whoever was merged into another since rings that one's alarm. Locked whatever the alarm says: whoever decides at this moment has
// not seen what the alarm is for, and sets the next one. Handed over as arrays, of which the planner guesses ten rows: of a set of
// JSON it guesses a hundred, and would read everybody while there are some ten thousand.
const RING = `
with wanted as (
  select p.workspace_id, p.id, p.next_look_at, r.at
  from unnest($1::text[], $2::text[], $3::text[]::timestamptz[]) as r(workspace_id, person_id, at)
  join person named on named.workspace_id = r.workspace_id and named.id = r.person_id
  join person p on p.workspace_id = named.workspace_id and p.id = coalesce(named.merged_into, named.id)
  order by p.id
  for no key update of p
), rung as (
  update person set next_look_at = w.at, look_sent_at = null
  from (select workspace_id, id, min(next_look_at) as rings, min(at) as at from wanted group by 1, 2) w
  where person.workspace_id = w.workspace_id and person.id = w.id and (w.rings is null or w.rings > w.at)
  returning 1)
select pg_notify('${DUE_CHANNEL}', '') from (select 1 from rung limit 1) any_rung`;

const LOOK_AGAIN = `
with wanted as (
  select p.id, p.next_look_at from person p
  where p.workspace_id = $1 and p.id = any(array(
      select coalesce(named.merged_into, named.id) from person named where named.workspace_id = $1 and named.id = any($2::text[])))
    and exists (
      select 1 from touch t
      where t.workspace_id = p.workspace_id and t.person_id = p.id and t.state in ('waiting', 'held'))
  order by p.id
  for no key update of p
), rung as (
  update person set next_look_at = $3::timestamptz, look_sent_at = null
  from wanted where person.workspace_id = $1 and person.id = wanted.id
    and (wanted.next_look_at is null or wanted.next_look_at > $3::timestamptz)
  returning 1)
select pg_notify('${DUE_CHANNEL}', '') from (select 1 from rung limit 1) any_rung`;
