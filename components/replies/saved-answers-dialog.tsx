"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MessageSquareText, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { type SavedAnswerDraft, SavedAnswerForm } from "@/components/replies/saved-answer-form";
import { errorMessage } from "@/components/trpc/field-errors";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { IconButton } from "@/components/ui/icon-button";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toast";

/** The saved answers of the workspace: changed, removed, written anew. `start`: what is written at once. */
export function SavedAnswersDialog({ start, onClose }: { start: SavedAnswerDraft | null; onClose: () => void }) {
  const [draft, setDraft] = useState(start);
  // Whoever came to save one thing is done when it is saved; whoever came for the list goes back to it.
  const done = start === null ? () => setDraft(null) : onClose;
  const title = draft === null ? "Saved answers" : draft.id === null ? "Save this answer" : "Change this answer";
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={title}
      dismissible={draft === null}
      {...(draft === null ? { description: "Everybody in the workspace has the same ones." } : {})}
    >
      {draft === null ? <AnswerList onEdit={setDraft} /> : <SavedAnswerForm draft={draft} onDone={done} />}
    </Dialog>
  );
}

function AnswerList({ onEdit }: { onEdit: (draft: SavedAnswerDraft) => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const saved = useQuery(trpc.replies.savedAnswers.queryOptions());
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.replies.savedAnswers.pathKey() });
  const restore = useMutation(
    trpc.replies.createSavedAnswer.mutationOptions({ onSuccess: refresh, onError: notifyFailure }),
  );
  const remove = useMutation(trpc.replies.removeSavedAnswer.mutationOptions({ onError: notifyFailure }));
  if (saved.error && !saved.data)
    return (
      <Failure size="inline" onRetry={() => void saved.refetch()}>
        {errorMessage(saved.error)}
      </Failure>
    );
  if (!saved.data)
    return (
      <Loading label="Saved answers are loading">
        <Skeleton className="h-32 w-full" />
      </Loading>
    );
  return (
    <div className="flex flex-col gap-4">
      {saved.data.length === 0 ? (
        <EmptyState icon={<MessageSquareText aria-hidden="true" />} title="None yet" size="inline">
          What one writes again and again, prices for instance, is kept here once.
        </EmptyState>
      ) : (
        <ul aria-label="Saved answers" className="max-h-96 overflow-y-auto rounded-lg border border-line">
          {saved.data.map(({ id, name, body }) => (
            <li key={id} className="flex items-center gap-2 border-line border-b px-3.5 py-2 last:border-b-0">
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{name}</span>
                <span className="block truncate text-ink2 text-sm">{body}</span>
              </span>
              <IconButton label={`Change ${name}`} icon={<Pencil />} onClick={() => onEdit({ id, name, body })} />
              <IconButton
                label={`Remove ${name}`}
                icon={<Trash2 />}
                onClick={() =>
                  remove.mutate(
                    { id },
                    {
                      onSuccess: () => {
                        notify({
                          title: `${name} is removed`,
                          action: { label: "Undo", onSelect: () => restore.mutate({ name, body }) },
                        });
                        void refresh();
                      },
                    },
                  )
                }
              />
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button icon={<Plus aria-hidden="true" />} onClick={() => onEdit({ id: null, name: "", body: "" })}>
          New answer
        </Button>
      </div>
    </div>
  );
}
