import type { Sql } from "postgres";
import { DUE_BY } from "@/db/due-now";
import { queryRows } from "@/db/query-rows";

/** A delivery that is due and was taken to be posted. */
export interface OwedDelivery {
  readonly id: string;
  readonly workspace_id: string;
  readonly enrollment_id: string | null;
  readonly url: string;
  readonly event: string;
  readonly payload: string;
  readonly attempts: number;
  readonly created: string;
  readonly endpoint_id: string | null;
  readonly secret: string | null;
  /** Whose failing costs nobody else: an endpoint, or the host a workspace's steps call. */
  readonly target: string;
}

/** How long a delivery that was taken is left alone: its poster may have died. */
const LEASE_SECONDS = 60;
/** Posted to one target at once; one that fails is asked with one. */
const PER_TARGET = 5;

/**
 * Takes up to `most` deliveries that are due, the longest due of each target, beside those that are on their way (`busy`, by
 * target). What one target owes stands in no other's way, however much it is; an endpoint that failed just now is left alone.
 */
export function claimDeliveries(sql: Sql, most: number, busy: ReadonlyMap<string, number>): Promise<OwedDelivery[]> {
  return queryRows<OwedDelivery>(sql, CLAIM, [most, LEASE_SECONDS, JSON.stringify(Object.fromEntries(busy))]);
}

/** As the index webhook_delivery_due has it. */
const targetOf = (of: string) =>
  `coalesce(${of}.endpoint_id, ${of}.workspace_id || ' ' || coalesce(substring(lower(${of}.url) from '^[a-z]+://([^/?#]+)'), ''))`;

// The first part steps through the index from target to target, and reads none of what they owe.
const CLAIM = `
with recursive targets as (
  (select ${targetOf("d")} as target from webhook_delivery d where d.state = 'waiting' order by 1 limit 1)
  union all
  select (select ${targetOf("d")} from webhook_delivery d
          where d.state = 'waiting' and ${targetOf("d")} > t.target order by 1 limit 1)
  from targets t where t.target is not null),
due as (
  select owed.id, t.target, e.secret
  from targets t
  left join webhook_endpoint e on e.id = t.target
  cross join lateral (
    select d.id, d.next_attempt_at from webhook_delivery d
    where d.state = 'waiting' and ${targetOf("d")} = t.target and d.next_attempt_at <= ${DUE_BY}
    order by d.next_attempt_at
    limit greatest(0, case when e.failing_since is null then ${PER_TARGET} else 1 end - coalesce(($3::text::jsonb ->> t.target)::int, 0))
    for update of d skip locked) owed
  where t.target is not null and (e.id is null or (e.enabled and (e.quiet_until is null or e.quiet_until <= now())))
  order by owed.next_attempt_at limit $1::int)
update webhook_delivery d set attempts = d.attempts + 1, last_attempt_at = now(), next_attempt_at = now() + $2::int * interval '1 second'
from due where d.id = due.id
returning d.id, d.workspace_id, d.enrollment_id, d.url, d.event, d.payload::text as payload, d.attempts,
  to_char(d.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created, d.endpoint_id, due.secret, due.target`;
