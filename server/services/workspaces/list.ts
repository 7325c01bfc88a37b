import { isRole, type Role } from "@/core/rights";
import { listMemberships } from "@/server/auth/memberships";

export interface WorkspaceItem {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly role: Role;
  /** Looked at last: where a sign-in leads. */
  readonly last: boolean;
}

/** The workspaces of the signed-in member, by name. */
export async function listWorkspaces({
  ctx,
}: {
  ctx: { memberId: string; lastWorkspaceId: string | null };
}): Promise<WorkspaceItem[]> {
  const rows = await listMemberships(ctx.memberId);
  return rows.map(({ workspaceId, slug, name, role }) => ({
    id: workspaceId,
    slug,
    name,
    role: isRole(role) ? role : "viewer",
    last: workspaceId === ctx.lastWorkspaceId,
  }));
}
