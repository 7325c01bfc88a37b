import type { EpochMs } from "@/core/instant";
import type { Rows } from "./request";

/** When a person must be looked at, workspace time in epoch milliseconds. */
export interface Look {
  workspaceId: string;
  personId: string;
  at: EpochMs | number;
}

/** The relay listens here: somebody may be due earlier than it thought. */
export const DUE_CHANNEL = "heed_due";

/**
 * Rings the one alarm of each person no later than `at`; an alarm that rings earlier stays. People are taken in id order, the
 * order every lock on them is taken in.
 */
export async function ringAt(sql: Rows, looks: readonly Look[]): Promise<void> {
  if (looks.length === 0) return;
  const earliest = new Map<string, Look>();
  for (const look of looks) {
    const known = earliest.get(look.personId);
    if (!known || look.at < known.at) earliest.set(look.personId, look);
  }
  const rows = [...earliest.values()].map((look) => ({ ...look, at: new Date(look.at).toISOString() }));
  await sql`
    with wanted as (
      select p.workspace_id, p.id, r.at
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r("workspaceId" text, "personId" text, at timestamptz)
      join person p on p.workspace_id = r."workspaceId" and p.id = r."personId"
      where p.next_look_at is null or p.next_look_at > r.at
      order by p.id
      for update of p
    )
    update person set next_look_at = wanted.at, look_sent_at = null
    from wanted where person.workspace_id = wanted.workspace_id and person.id = wanted.id`;
  await sql`select pg_notify(${DUE_CHANNEL}, '')`;
}

/**
 * Looks at once at everybody who has something waiting, after a fact, a choice, a suppression or a rule changed.
 * @param personIds null: the whole workspace (a rule was loosened, sending was resumed)
 */
export async function lookAgain(
  sql: Rows,
  workspaceId: string,
  personIds: readonly string[] | null,
  now: EpochMs,
): Promise<void> {
  await sql`
    with wanted as (
      select p.id from person p
      where p.workspace_id = ${workspaceId}
        and (${personIds === null} or p.id = any(${personIds ?? []}))
        and (p.next_look_at is null or p.next_look_at > ${new Date(now)})
        and exists (
          select 1 from touch t
          where t.workspace_id = p.workspace_id and t.person_id = p.id and t.state in ('waiting', 'held'))
      order by p.id
      for update of p
    )
    update person set next_look_at = ${new Date(now)}, look_sent_at = null
    from wanted where person.workspace_id = ${workspaceId} and person.id = wanted.id`;
  await sql`select pg_notify(${DUE_CHANNEL}, '')`;
}
