"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { notify } from "@/components/ui/toast";

/** Takes a move of people between versions back. */
export function useUndoMove() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  return useMutation(
    trpc.sequences.undoMove.mutationOptions({
      onSuccess: async () => {
        notify({ title: "People go back", description: "Those to whom nothing has happened since." });
        await queries.invalidateQueries({ queryKey: trpc.sequences.pathKey() });
        router.refresh();
      },
      onError: notifyFailure,
    }),
  );
}
