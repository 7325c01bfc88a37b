import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { team } from "@/db/schema/team";
import { ConflictError, NotFoundError } from "@/server/services/errors";

export const teamNameTaken = {
  team_name_once: () =>
    new ConflictError("There is a team of this name", [{ path: "name", message: "There is a team of this name" }]),
};

/** @throws NotFoundError */
export async function findTeam(tx: Tx, workspaceId: string, id: string) {
  const [row] = await tx
    .select()
    .from(team)
    .where(and(eq(team.workspaceId, workspaceId), eq(team.id, id)));
  if (!row) throw new NotFoundError("team");
  return row;
}

/** @throws NotFoundError when the id is given and names no team of the workspace */
export async function checkTeam(tx: Tx, workspaceId: string, id: string | null | undefined): Promise<void> {
  if (id !== null && id !== undefined) await findTeam(tx, workspaceId, id);
}
