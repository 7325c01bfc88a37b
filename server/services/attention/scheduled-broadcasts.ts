import { type SQL, sql } from "drizzle-orm";
import type { BroadcastAudience } from "@/core/broadcast";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { contact } from "@/db/schema/contact";
import type { CalendarItem } from "@/server/services/attention/calendar";
import { audienceWhere } from "@/server/services/broadcasts/audience";
import type { ServiceContext } from "@/server/services/context";

interface Row {
  readonly id: string;
  readonly name: string;
  readonly team_id: string | null;
  readonly audience: string | null;
  readonly message: string | null;
  readonly state: "draft" | "scheduled";
  readonly day: string;
}

/** What of a stored message the calendar shows; whatever shape it has, missing parts are blank. */
interface Shown {
  readonly subject?: string;
  readonly senderId?: string;
  readonly topicId?: string;
  readonly class?: CalendarItem["class"];
}

/**
 * Broadcasts that are scheduled into these days, or drafted for one of them, and have made no message yet: their audience
 * as it would be now, and how many of it others want on that day.
 */
export async function scheduledBroadcasts(
  tx: Tx,
  ctx: ServiceContext,
  range: { from: string; to: string },
): Promise<CalendarItem[]> {
  const rows = await queryRows<Row>(tx, SCHEDULED, [ctx.workspaceId, range.from, range.to]);
  const items: CalendarItem[] = [];
  for (const row of rows) {
    const audience = row.audience === null ? null : (JSON.parse(row.audience) as BroadcastAudience); // parsed when saved
    const { people, overlap } = audience
      ? await countAudience(tx, ctx, await audienceWhere(tx, ctx, audience), row.day)
      : { people: 0, overlap: 0 };
    const message = row.message === null ? {} : (JSON.parse(row.message) as Shown); // as above
    items.push({
      key: `${row.day} ${row.state} ${row.id}`,
      day: row.day,
      phase: row.state,
      owner: { kind: "broadcast", id: row.id, name: row.name },
      title: message.subject ? `“${message.subject}”` : row.name,
      teamId: row.team_id,
      senderId: message.senderId ?? null,
      topicId: message.topicId ?? null,
      class: message.class ?? "marketing",
      people,
      overlap,
      with: overlap > 0 ? [{ name: "others", people: overlap }] : [],
    });
  }
  return items;
}

/** People a `where` over `contact` holds for, and those of them whom something is planned for on a day (or on any, without one). */
export async function countAudience(
  tx: Tx,
  ctx: ServiceContext,
  audience: SQL | undefined,
  day: string | null,
): Promise<{ people: number; overlap: number }> {
  const onDay =
    day === null
      ? sql`true`
      : sql`(coalesce(t.held_until, t.due_at) at time zone (select time_zone from workspace_setting where workspace_id = ${ctx.workspaceId}))::date = ${day}::date`;
  const wanted = sql`exists (
    select 1 from touch t where t.workspace_id = ${contact.workspaceId} and t.person_id = ${contact.personId}
      and t.state in ('planned', 'waiting', 'held') and t.obeys and ${onDay})`;
  const [row] = await tx
    .select({
      people: sql<number>`count(distinct ${contact.personId})::int`,
      overlap: sql<number>`count(distinct ${contact.personId}) filter (where ${wanted})::int`,
    })
    .from(contact)
    .where(audience);
  return row ?? { people: 0, overlap: 0 };
}

const SCHEDULED = `
select b.id, b.name, b.team_id, b.audience::text, b.message::text, b.state,
  to_char((b.start_at at time zone s.time_zone)::date, 'YYYY-MM-DD') as day
from broadcast b join workspace_setting s on s.workspace_id = b.workspace_id
where b.workspace_id = $1::text and b.state in ('draft', 'scheduled') and b.start_at is not null
  and (b.start_at at time zone s.time_zone)::date between $2::date and $3::date
  and not exists (select 1 from touch t where t.workspace_id = b.workspace_id and t.broadcast_id = b.id)
order by b.start_at`;
