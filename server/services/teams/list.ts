import { asc, eq } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { team, teamMembership } from "@/db/schema/team";
import { need, type ServiceContext } from "@/server/services/context";

/** All teams by name, with the ids of their members. */
export async function listTeams({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  return withWorkspace(ctx, async (tx) => {
    const teams = await tx.select().from(team).where(eq(team.workspaceId, ctx.workspaceId)).orderBy(asc(team.name));
    const members = await tx.select().from(teamMembership).where(eq(teamMembership.workspaceId, ctx.workspaceId));
    return teams.map(({ id, name, tone, sendingPausedAt }) => ({
      id,
      name,
      tone,
      sendingPausedAt,
      leadIds: members.filter(({ teamId, isLead }) => teamId === id && isLead).map(({ memberId }) => memberId),
      memberIds: members.filter(({ teamId }) => teamId === id).map(({ memberId }) => memberId),
    }));
  });
}
