"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { notify } from "@/components/ui/toast";

/** Lets a paused sequence go on, and says so. */
export function useResume() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  return useMutation(
    trpc.sequences.resume.mutationOptions({
      onSuccess: async () => {
        notify({ title: "It goes on, at its normal pace" });
        await queries.invalidateQueries({ queryKey: trpc.sequences.pathKey() });
        router.refresh();
      },
      onError: notifyFailure,
    }),
  );
}
