import { and, eq, inArray } from "drizzle-orm";
import { toEpochMs } from "@/core/instant";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { member } from "@/db/schema/auth";
import { sender } from "@/db/schema/sender";
import { sequence } from "@/db/schema/sequence";
import { team, teamMembership } from "@/db/schema/team";
import { writeAudit } from "@/server/services/audit-log";
import { need, type VerbArgs } from "@/server/services/context";
import { ConflictError, InvalidError, parseInput } from "@/server/services/errors";
import { findTeam, teamNameTaken } from "@/server/services/teams/internal";
import { createTeamInput, setTeamMembersInput, teamIdInput, updateTeamInput } from "@/server/services/teams/schemas";
import { lookAgainAtWaiters } from "@/server/services/touches/look";
import { refuseDuplicates } from "@/server/services/unique";

/** @throws ConflictError at `name` */
export async function createTeam(args: VerbArgs<typeof createTeamInput>): Promise<{ id: string }> {
  const { ctx } = args;
  need(ctx, "teams.write");
  const input = parseInput(createTeamInput, args.input);
  const id = newId("team");
  await refuseDuplicates(teamNameTaken, () =>
    withWorkspace(ctx, async (tx) => {
      await tx.insert(team).values({ id, workspaceId: ctx.workspaceId, ...input });
      await writeAudit(tx, ctx, { action: "team.created", subjectRef: id });
    }),
  );
  return { id };
}

/** @throws NotFoundError, ConflictError at `name` */
export async function updateTeam(args: VerbArgs<typeof updateTeamInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "teams.write");
  const { id, name, tone } = parseInput(updateTeamInput, args.input);
  await refuseDuplicates(teamNameTaken, () =>
    withWorkspace(ctx, async (tx) => {
      const before = await findTeam(tx, ctx.workspaceId, id);
      await tx
        .update(team)
        .set({ name: name ?? before.name, tone: tone ?? before.tone })
        .where(and(eq(team.workspaceId, ctx.workspaceId), eq(team.id, id)));
      const fields = [...(name === undefined ? [] : ["name"]), ...(tone === undefined ? [] : ["tone"])];
      await writeAudit(tx, ctx, { action: "team.updated", subjectRef: id, data: { fields } });
    }),
  );
  return { ok: true };
}

/** Says who is in the team. @throws NotFoundError; InvalidError at `memberIds` for somebody who does not work here */
export async function setTeamMembers(args: VerbArgs<typeof setTeamMembersInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "teams.write");
  const input = parseInput(setTeamMembersInput, args.input);
  const memberIds = [...new Set(input.memberIds)];
  await withWorkspace(ctx, async (tx) => {
    const { id } = await findTeam(tx, workspaceId, input.id);
    const known =
      memberIds.length === 0
        ? []
        : await tx
            .select({ id: member.userId })
            .from(member)
            .where(and(eq(member.organizationId, workspaceId), inArray(member.userId, memberIds)));
    if (known.length !== memberIds.length) throw InvalidError.at("memberIds", "Somebody of these does not work here");
    const led = await tx
      .select({ memberId: teamMembership.memberId })
      .from(teamMembership)
      .where(
        and(
          eq(teamMembership.workspaceId, workspaceId),
          eq(teamMembership.teamId, id),
          eq(teamMembership.isLead, true),
        ),
      );
    const leads = new Set(input.leadIds ?? led.map(({ memberId }) => memberId));
    await tx
      .delete(teamMembership)
      .where(and(eq(teamMembership.workspaceId, workspaceId), eq(teamMembership.teamId, id)));
    if (memberIds.length > 0) {
      await tx.insert(teamMembership).values(
        memberIds.map((memberId) => ({
          id: newId("membership"),
          workspaceId,
          teamId: id,
          memberId,
          isLead: leads.has(memberId),
        })),
      );
    }
    await writeAudit(tx, ctx, { action: "team.members-changed", subjectRef: id, data: { memberIds } });
  });
  return { ok: true };
}

/** Removes a team that owns nothing any more. @throws NotFoundError, ConflictError */
export async function removeTeam(args: VerbArgs<typeof teamIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "teams.write");
  const input = parseInput(teamIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const { id, name } = await findTeam(tx, workspaceId, input.id);
    const [owned] = await tx
      .select({ id: sequence.id })
      .from(sequence)
      .where(and(eq(sequence.workspaceId, workspaceId), eq(sequence.teamId, id)))
      .limit(1);
    const [sends] = await tx
      .select({ id: sender.id })
      .from(sender)
      .where(and(eq(sender.workspaceId, workspaceId), eq(sender.teamId, id)))
      .limit(1);
    if (owned || sends) throw new ConflictError("The team still has sequences or senders: give them to another first");
    await tx
      .delete(teamMembership)
      .where(and(eq(teamMembership.workspaceId, workspaceId), eq(teamMembership.teamId, id)));
    await tx.delete(team).where(and(eq(team.workspaceId, workspaceId), eq(team.id, id)));
    await writeAudit(tx, ctx, { action: "team.removed", subjectRef: id, data: { name } });
  });
  return { ok: true };
}

/** Stops (`paused`) or resumes all sending of one team. */
export async function pauseTeam(args: VerbArgs<typeof teamIdInput> & { paused: boolean }): Promise<{ ok: true }> {
  const { ctx, paused } = args;
  need(ctx, "sending.pause");
  const { id } = parseInput(teamIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    await findTeam(tx, ctx.workspaceId, id);
    await tx
      .update(team)
      .set({ sendingPausedAt: paused ? ctx.now() : null })
      .where(and(eq(team.workspaceId, ctx.workspaceId), eq(team.id, id)));
    await lookAgainAtWaiters(tx, ctx.workspaceId, { teamId: id }, toEpochMs(ctx.now()));
    await writeAudit(tx, ctx, { action: paused ? "team.paused" : "team.resumed", subjectRef: id });
  });
  return { ok: true };
}
