import { BRIEFING_ABOVE } from "@/core/briefing";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import type { ServiceContext } from "@/server/services/context";
import { ConflictError } from "@/server/services/errors";

/**
 * Publishing knows nobody who will be let in by hand, from a file or by API: so the duty to brief falls due here, when a set of
 * people would make it more than 500. One by one nobody is refused; Today says then what is missing.
 * @param coming how many are to be let in at once
 * @throws ConflictError while a mail of the live version has no briefing
 */
export async function needBriefed(tx: Tx, ctx: ServiceContext, sequenceId: string, coming: number): Promise<void> {
  if (coming < 2) return;
  const [row] = await queryRows<{ inside: number; unbriefed: string | null }>(tx, UNBRIEFED, [
    ctx.workspaceId,
    sequenceId,
    BRIEFING_ABOVE,
  ]);
  if (!row || row.unbriefed === null || row.inside + coming <= BRIEFING_ABOVE) return;
  const message = `Write a briefing for “${row.unbriefed}” first: with these it reaches more than ${BRIEFING_ABOVE} people, and support will be asked`;
  throw new ConflictError(message, [{ path: "enrollInSequenceId", message }]);
}

/** A mail of a version that support cannot answer for; the same two gaps as core/briefing calls missing. */
export const WITHOUT_BRIEFING =
  "(coalesce(trim(p.briefing->>'about'), '') = '' or coalesce(jsonb_array_length(p.briefing->'questions'), 0) = 0)";

const UNBRIEFED = `
select (select count(*) from (select 1 from enrollment e where e.workspace_id = q.workspace_id and e.sequence_id = q.id
    and e.status = 'active' limit $3::int) few)::int as inside,
  (select p.subject from published_message p where p.workspace_id = q.workspace_id and p.version_id = q.live_version_id
    and ${WITHOUT_BRIEFING} order by p.step limit 1) as unbriefed
from sequence q where q.workspace_id = $1::text and q.id = $2::text`;
