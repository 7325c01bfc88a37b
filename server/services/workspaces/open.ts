import { and, eq } from "drizzle-orm";
import { isRole, type Role } from "@/core/rights";
import { type Tx, withWorkspace } from "@/db/client";
import { member } from "@/db/schema/auth";
import { teamMembership } from "@/db/schema/team";
import { workspaceSetting } from "@/db/schema/workspace-setting";
import { findWorkspace } from "@/server/auth/memberships";
import { memberContext, type ServiceContext } from "@/server/services/context";
import { ForbiddenError } from "@/server/services/errors";
import { writeWorkspaceDefaults } from "@/server/services/workspaces/defaults";

export interface OpenedWorkspace {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly role: Role;
  readonly teamIds: readonly string[];
  readonly ctx: ServiceContext;
}

/**
 * What a signed-in member may do in the workspace of this slug. One answer for "not there" and "not yours".
 * @throws ForbiddenError
 */
export async function openWorkspace(memberId: string, slug: string): Promise<OpenedWorkspace> {
  const workspace = await findWorkspace(slug);
  if (!workspace) throw notYours();
  const found = await withWorkspace({ workspaceId: workspace.id }, async (tx) => {
    const access = await readAccess(tx, workspace.id, memberId);
    if (!access || access.offsetMs !== null) return access;
    // founded, but cut short before its settings were written
    await writeWorkspaceDefaults(tx, { ...workspace, timeZone: "UTC" });
    return readAccess(tx, workspace.id, memberId);
  });
  if (!found || !isRole(found.role)) throw notYours();
  const { role, teamIds, offsetMs } = found;
  const ctx = memberContext({ workspaceId: workspace.id, memberId, role, teamIds, offsetMs: offsetMs ?? 0 });
  return { ...workspace, role, teamIds, ctx };
}

async function readAccess(tx: Tx, workspaceId: string, memberId: string) {
  const [row] = await tx
    .select({ role: member.role, offsetMs: workspaceSetting.clockOffsetMs })
    .from(member)
    .leftJoin(workspaceSetting, eq(workspaceSetting.workspaceId, member.organizationId))
    .where(and(eq(member.organizationId, workspaceId), eq(member.userId, memberId)));
  if (!row) return undefined;
  const teams = await tx
    .select({ id: teamMembership.teamId })
    .from(teamMembership)
    .where(and(eq(teamMembership.workspaceId, workspaceId), eq(teamMembership.memberId, memberId)));
  return { role: row.role, offsetMs: row.offsetMs, teamIds: teams.map(({ id }) => id) };
}

const notYours = () => new ForbiddenError("You are not a member of this workspace");
