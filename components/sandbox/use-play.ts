"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { sayClass } from "@/components/sandbox/done-badges";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { notify } from "@/components/ui/toast";
import { signalReasons } from "@/core/signal";
import type { AppRouter } from "@/server/api/root";

export type PlayAction = inferRouterInputs<AppRouter>["sandbox"]["play"]["action"];
type Played = inferRouterOutputs<AppRouter>["sandbox"]["play"];

/** Lets the recipient of a mail do something, and says how it was taken. */
export function usePlay(mailId: string, asScanner: boolean) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const play = useMutation(
    trpc.sandbox.play.mutationOptions({
      onSuccess: (played) => notify({ ...say(played), tone: "success" }),
      onError: (error) => notify({ title: "That did not work", description: errorMessage(error), tone: "error" }),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.sandbox.pathKey() }),
    }),
  );
  return {
    busy: play.isPending ? play.variables.action.do : null,
    play: (action: PlayAction, onDone?: () => void) =>
      play.mutate({ id: mailId, action, asScanner }, onDone ? { onSuccess: onDone } : {}),
  };
}

function say(played: Played): { title: string; description?: string } {
  switch (played.did) {
    case "visit":
      return sayVisit(played.verdict, played.reasons);
    case "reply":
      return { title: `Taken as: ${sayClass(played.class)}` };
    case "unsubscribe":
      return { title: "Unsubscribed with one click" };
    case "buy":
      return played.unknownProduct ? { title: "Bought", description: "No product has this key." } : { title: "Bought" };
  }
}

const verdicts = {
  human: "Counts as the person's",
  machine: "Counts as a machine's",
  unsure: "Not sure yet whose it is",
};

function sayVisit(verdict: keyof typeof verdicts | null, reasons: readonly string[]) {
  if (verdict === null) return { title: "Done, but nothing is tracked" };
  const known: Readonly<Record<string, string>> = signalReasons;
  const why = reasons.flatMap((reason) => known[reason] ?? []);
  return why.length > 0
    ? { title: verdicts[verdict], description: `${why.join("; ")}.` }
    : { title: verdicts[verdict] };
}
