import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";
import { workspaceApi } from "@/server/api/caller";

/** What the header of a sequence's views needs; a missing or foreign one is a page that is not there. */
export async function openSequence(workspace: string, id: string) {
  const api = await workspaceApi(workspace);
  const { name, state, teamId, liveVersion } = await api.sequences.get({ id }).catch((error: unknown) => {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  return { id, name, state, teamId, liveVersion };
}
