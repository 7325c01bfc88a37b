import { and, asc, eq, isNotNull } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { team } from "@/db/schema/team";
import { env } from "@/server/env";
import type { SignedIn } from "@/server/services/account/read-session";
import type { OpenedWorkspace } from "@/server/services/workspaces/open";
import { readSettings } from "@/server/services/workspaces/settings";

/** What every page of a workspace wants to know: which one, what time it is there, and what I may do. */
export async function describeWorkspace({ opened, member }: { opened: OpenedWorkspace; member: SignedIn }) {
  const { settings, pausedTeams } = await withWorkspace(opened.ctx, async (tx) => ({
    settings: await readSettings(tx, opened.id),
    pausedTeams: await tx
      .select({ id: team.id, name: team.name })
      .from(team)
      .where(and(eq(team.workspaceId, opened.id), isNotNull(team.sendingPausedAt)))
      .orderBy(asc(team.name)),
  }));
  return {
    workspace: {
      id: opened.id,
      slug: opened.slug,
      name: opened.name,
      timeZone: settings.timeZone,
      sandbox: settings.sandbox,
      /** Where one plays the recipient; only members with the right `sandbox.play` get in. */
      localInbox: settings.sandbox && env().HEED_SANDBOX,
      clockOffsetMs: settings.clockOffsetMs,
      clockMovedAt: settings.clockMovedAt,
      now: opened.ctx.now(),
      sendingPausedAt: settings.sendingPausedAt,
      sendingPausedReason: settings.sendingPausedReason,
      /** Teams whose sending alone is paused. */
      pausedTeams,
      /** Nothing can be published while one of these is missing (SEMANTICS §6). */
      missing: {
        legalName: settings.legalName === null,
        postalAddress: settings.postalAddress === null,
      },
    },
    me: {
      id: member.memberId,
      name: member.name,
      email: member.email,
      role: opened.role,
      teamIds: opened.teamIds,
      rights: [...opened.ctx.rights],
    },
  };
}
