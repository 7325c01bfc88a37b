import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { needTeam, type ServiceContext } from "@/server/services/context";

/** All of these passages must be of sequences that are the actor's business: nothing is done to some of them. @throws ForbiddenError */
export async function needTeamsOf(tx: Tx, ctx: ServiceContext, enrollmentIds: readonly string[]): Promise<void> {
  const rows = await queryRows<{ team_id: string | null }>(tx, TEAMS, [ctx.workspaceId, enrollmentIds]);
  for (const row of rows) needTeam(ctx, row.team_id);
}

const TEAMS = `
select distinct s.team_id from enrollment e
join sequence s on s.workspace_id = e.workspace_id and s.id = e.sequence_id
where e.workspace_id = $1::text and e.id = any($2::text[])`;
