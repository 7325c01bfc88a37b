import { database } from "@/db/client";

// Reads over better-auth's tables where no workspace is known yet: nothing here may be asked for by a browser directly.

export interface MembershipRow {
  readonly workspaceId: string;
  readonly slug: string;
  readonly name: string;
  readonly role: string;
}

/** The workspaces of a member, by name. */
export async function listMemberships(memberId: string): Promise<MembershipRow[]> {
  const { query } = database().auth;
  const rows = await query.member.findMany({ where: (row, { eq }) => eq(row.userId, memberId) });
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.organizationId);
  const workspaces = await query.organization.findMany({
    where: (row, { inArray }) => inArray(row.id, ids),
    orderBy: (row, { asc }) => asc(row.name),
  });
  return workspaces.flatMap((workspace) => {
    const membership = rows.find((row) => row.organizationId === workspace.id);
    return membership
      ? [{ workspaceId: workspace.id, slug: workspace.slug, name: workspace.name, role: membership.role }]
      : [];
  });
}

export interface WorkspaceRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** A workspace by the slug of its address; undefined when there is none. */
export async function findWorkspace(slug: string): Promise<WorkspaceRow | undefined> {
  return database().auth.query.organization.findFirst({
    where: (row, { eq }) => eq(row.slug, slug),
    columns: { id: true, slug: true, name: true },
  });
}

export interface InvitationRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly slug: string;
  readonly inviterName: string;
  readonly email: string;
  readonly role: string;
  readonly status: string;
  readonly expiresAt: Date;
}

/** An invitation by the id of its mail's link; undefined when there is none. */
export async function findInvitation(id: string): Promise<InvitationRow | undefined> {
  const { query } = database().auth;
  const row = await query.invitation.findFirst({ where: (invitation, { eq }) => eq(invitation.id, id) });
  if (!row) return undefined;
  const [workspace, inviter] = await Promise.all([
    query.organization.findFirst({ where: (one, { eq }) => eq(one.id, row.organizationId) }),
    query.user.findFirst({ where: (one, { eq }) => eq(one.id, row.inviterId), columns: { name: true } }),
  ]);
  if (!workspace) return undefined;
  return {
    id: row.id,
    workspaceId: workspace.id,
    workspaceName: workspace.name,
    slug: workspace.slug,
    inviterName: inviter?.name ?? "",
    email: row.email,
    role: row.role ?? "viewer",
    status: row.status,
    expiresAt: row.expiresAt,
  };
}

/** The newest invitation that waits for an address at this instant (real time), by its id; null when none does. */
export async function findOpenInvitation(email: string, at: Date): Promise<string | null> {
  const row = await database().auth.query.invitation.findFirst({
    where: (one, { and, eq, gt }) => and(eq(one.email, email), eq(one.status, "pending"), gt(one.expiresAt, at)),
    orderBy: (one, { desc }) => desc(one.createdAt),
    columns: { id: true },
  });
  return row?.id ?? null;
}
