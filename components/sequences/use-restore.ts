"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { notify } from "@/components/ui/toast";

/** Brings an archived sequence back, and says how it stands then. */
export function useRestore() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  return useMutation(
    trpc.sequences.restore.mutationOptions({
      onSuccess: async () => {
        notify({
          title: "Restored",
          description: "It sends nothing and takes nobody in until you resume or publish it.",
        });
        await queries.invalidateQueries({ queryKey: trpc.sequences.pathKey() });
        router.refresh();
      },
      onError: notifyFailure,
    }),
  );
}
