import type { z } from "zod";
import { isZone } from "@/core/schedule-zone";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { auth } from "@/server/auth";
import { findWorkspace } from "@/server/auth/memberships";
import { authErrorCode } from "@/server/services/account/auth-error";
import { ConflictError, parseInput } from "@/server/services/errors";
import { writeWorkspaceDefaults } from "@/server/services/workspaces/defaults";
import { createWorkspaceInput } from "@/server/services/workspaces/schemas";
import { toSlug } from "@/server/services/workspaces/slug";

const NUMBERED = 9;
const TRIES = 20;

/** None, then 2, 3, 4 …, then chance: there may be many workspaces of a name. */
function suffixOf(attempt: number): string | null {
  if (attempt === 0) return null;
  return attempt < NUMBERED ? String(attempt + 1) : newId("workspace").slice(-6);
}

/** Founds a workspace owned by the member, with rules, quiet hours, a sandbox sender and two topics. */
export async function createWorkspace(args: {
  ctx: { memberId: string };
  input: z.input<typeof createWorkspaceInput>;
}): Promise<{ id: string; slug: string }> {
  const { name, timeZone = "UTC" } = parseInput(createWorkspaceInput, args.input);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const slug = toSlug(name, suffixOf(attempt));
    if (await findWorkspace(slug)) continue;
    const id = await foundOrganization(args.ctx.memberId, name, slug);
    if (id === undefined) continue; // somebody took the slug meanwhile
    const workspace = { id, name, slug, timeZone: isZone(timeZone) ? timeZone : "UTC" };
    await withWorkspace({ workspaceId: id }, (tx) => writeWorkspaceDefaults(tx, workspace));
    return { id, slug };
  }
  throw new ConflictError("There are many workspaces of this name: choose another", [
    { path: "name", message: "Choose another name" },
  ]);
}

async function foundOrganization(memberId: string, name: string, slug: string): Promise<string | undefined> {
  try {
    const made = await auth().api.createOrganization({ body: { name, slug, userId: memberId } });
    return made.id;
  } catch (error) {
    if (authErrorCode(error) === "ORGANIZATION_ALREADY_EXISTS") return undefined;
    throw error;
  }
}
