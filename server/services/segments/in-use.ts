import { type AnyTx, queryRows } from "@/db/query-rows";
import { ConflictError } from "@/server/services/errors";

const NAMED = 5;

/**
 * A segment somebody is asked about stays: gone, "in the segment" would be false for everybody from one minute to the next.
 * @throws ConflictError naming the sequences that run (or have people inside) and the broadcasts to come
 */
export async function needUnused(tx: AnyTx, workspaceId: string, segmentId: string): Promise<void> {
  const users = await queryRows<{ what: string; name: string }>(tx, USERS, [workspaceId, segmentId]);
  if (users.length === 0) return;
  const named = users.slice(0, NAMED).map(({ what, name }) => `the ${what} “${name}”`);
  const more = users.length - named.length;
  const all = [...named, ...(more > 0 ? [`${more} more`] : [])];
  throw new ConflictError(`It is still asked about by ${all.join(", ")}: choose another segment there first`);
}

// ids are unlike anything else, so their text says enough
const ASKS = (json: string) => `position('"' || $2::text || '"' in ${json}::text) > 0`;

const USERS = `
select 'sequence' as what, s.name from sequence s
where s.workspace_id = $1::text and s.state in ('live', 'paused') and exists (
  select 1 from sequence_version v
  where v.workspace_id = s.workspace_id and v.sequence_id = s.id and ${ASKS("v.graph")}
    and (v.id = s.live_version_id or exists (
      select 1 from enrollment e where e.workspace_id = v.workspace_id and e.version_id = v.id and e.status = 'active')))
union all
select 'broadcast', b.name from broadcast b
where b.workspace_id = $1::text and b.state in ('scheduled', 'sending', 'paused') and b.made_at is null
  and ${ASKS("b.audience")}
order by 1 desc, 2`;
