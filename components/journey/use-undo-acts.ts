"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { notify } from "@/components/ui/toast";

const why = {
  "something-followed": "Something has left or was done since.",
  "entered-again": "They have entered the sequence again.",
  "sequence-archived": "The sequence has been archived since.",
  "moved-otherwise": "Somebody or something else has moved them since.",
} as const;

/** Takes back what a member did to passages, where nothing has come of it, and says what stays. */
export function useUndoActs() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { mutateAsync } = useMutation(trpc.enrollments.undo.mutationOptions());
  return useCallback(
    async (ids: readonly string[]) => {
      try {
        const { undone, kept } = await mutateAsync({ ids: [...ids] });
        const [first] = kept;
        if (undone > 0) notify({ title: undone === 1 ? "As it was before" : `${undone} stand as before` });
        if (first !== undefined)
          notify({
            title: kept.length === 1 ? "It cannot be taken back" : `${kept.length} cannot be taken back`,
            description: why[first],
            tone: "warning",
          });
      } catch (error) {
        notifyFailure(error);
      }
      await Promise.all(
        [trpc.journeys.pathKey(), trpc.sequences.pathKey(), trpc.contacts.pathKey()].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      );
    },
    [mutateAsync, queries, trpc],
  );
}
