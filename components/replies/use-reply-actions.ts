"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { keptWords } from "@/components/replies/reply-words";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { notify } from "@/components/ui/toast";
import { replyClassNames } from "@/core/reply-class";

const DAY_MS = 86_400_000;

/** What one does to a reply, from a key or a button; each says what became of it. `onGone`: which has left the list. */
export function useReplyActions({ onGone }: { onGone: (id: string) => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { workspace } = useWorkspace();
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.replies.pathKey() });
  const reopen = useMutation(trpc.replies.reopen.mutationOptions({ onSuccess: refresh, onError: notifyFailure }));
  const undo = (id: string) => ({ label: "Undo", onSelect: () => reopen.mutate({ id }) });

  const done = useMutation(
    trpc.replies.done.mutationOptions({
      onSuccess: (_, { id }) => {
        notify({ title: "Done", action: undo(id) });
        onGone(id);
      },
      onError: notifyFailure,
    }),
  );
  const snooze = useMutation(
    trpc.replies.snooze.mutationOptions({
      onSuccess: (_, { id }) => {
        notify({ title: "It comes back then", action: undo(id) });
        onGone(id);
      },
      onError: notifyFailure,
    }),
  );
  const correct = useMutation(
    trpc.replies.correct.mutationOptions({
      onSuccess: async ({ class: kind, restored, kept }) => {
        const again =
          restored === 0
            ? ""
            : `${restored} ${restored === 1 ? "sequence goes" : "sequences go"} on where they stood. `;
        const stays =
          kept.length === 0 ? "" : `${kept.length} stay as they are: ${kept.map(({ why }) => keptWords[why])[0]}.`;
        notify({ title: `Understood: ${replyClassNames[kind].toLowerCase()}`, description: `${again}${stays}`.trim() });
        await refresh();
      },
      onError: notifyFailure,
    }),
  );
  const hand = useMutation(
    trpc.replies.hand.mutationOptions({
      onSuccess: async (_, { memberId }) => {
        notify({ title: memberId === null ? "It is nobody's now" : "Your colleague is told" });
        await refresh();
      },
      onError: notifyFailure,
    }),
  );
  const snoozeFor = (id: string, days: number) =>
    snooze.mutate({ id, until: new Date((workspace?.now ?? new Date()).getTime() + days * DAY_MS) });
  return { done, reopen, snooze, snoozeFor, snoozeTillTomorrow: (id: string) => snoozeFor(id, 1), correct, hand };
}
