"use client";

import { useWorkspace } from "@/components/trpc/use-workspace";
import { worksForTeam } from "@/core/rights";

/** What one may do to a sequence: by the role, and for the team it belongs to. An archived one is restored before it is changed. */
export function useSequenceRights({ teamId, state }: { readonly teamId: string | null; readonly state: string }) {
  const { can, me } = useWorkspace();
  const isOurs = me !== null && worksForTeam(me.role, me.teamIds, teamId);
  const mayWrite = isOurs && can("sequences.write");
  return {
    mayWrite,
    mayPublish: isOurs && can("publish"),
    /** Why its draft cannot be changed; null: it can. */
    refusal: !mayWrite
      ? "Your role may look at this sequence, not change it"
      : state === "archived"
        ? "This sequence is archived: restore it first"
        : null,
  };
}
