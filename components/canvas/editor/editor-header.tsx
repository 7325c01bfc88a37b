"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { DraftStore } from "@/components/canvas/store/draft-store";
import { useDraftState } from "@/components/canvas/store/use-draft";
import { type SequenceHead, SequenceHeaderBar } from "@/components/sequences/sequence-header-bar";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";
import type { Graph, NodeId } from "@/core/graph";
import type { Problem } from "@/core/problem";
import { ProblemMenu } from "./problem-menu";
import { PublishDialog } from "./publish-dialog";
import { SaveLine } from "./save-line";
import { SequenceMenu } from "./sequence-menu";

export type { SequenceHead };

export interface EditorHeaderProps {
  readonly sequence: SequenceHead;
  readonly workspace: string;
  readonly graph: Graph;
  readonly problems: readonly Problem[];
  readonly store: DraftStore;
  readonly flush: () => Promise<boolean>;
  readonly onOpenProblem: (nodeId: NodeId | null, path: string | undefined) => void;
}

/** Name, where one is, where the draft stands, what is to fix, and the way to publish. */
export function EditorHeader(props: EditorHeaderProps) {
  const { sequence, workspace, problems, store, flush, onOpenProblem } = props;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const save = useDraftState(store, (state) => state.save);
  const [publishing, setPublishing] = useState(false);
  const must = problems.find((problem) => problem.rank === "must");
  const publish = useMutation(trpc.sequences.publish.mutationOptions());

  async function publishNow(note: string): Promise<void> {
    if (!(await flush())) throw new Error("The draft could not be saved; nothing was published.");
    const answer = await publish.mutateAsync({
      id: sequence.id,
      revision: store.getState().revision,
      ...(note === "" ? {} : { note }),
    });
    if (!answer.ok) {
      throw new Error(
        answer.reason === "problems"
          ? (answer.problems.find((problem) => problem.rank === "must")?.message ?? "Something is still to fix")
          : "Somebody changed the draft meanwhile. Reload to see it.",
      );
    }
    notify({ title: `Version ${answer.number} is live`, description: "No email is sent by publishing." });
    await queries.invalidateQueries({ queryKey: trpc.sequences.pathKey() });
    router.refresh();
  }

  return (
    <SequenceHeaderBar sequence={sequence} workspace={workspace} view="draft" words={draftWords(sequence)}>
      <SaveLine save={save} store={store} />
      <ProblemMenu graph={props.graph} problems={problems} onOpen={onOpenProblem} />
      <SequenceMenu sequence={sequence} workspace={workspace} store={store} />
      <Button
        variant="primary"
        onClick={() => (must ? onOpenProblem(must.nodeId, must.path) : setPublishing(true))}
        aria-describedby={must ? "publish-blocked" : undefined}
      >
        Publish…
      </Button>
      {must ? (
        <span id="publish-blocked" className="sr-only">
          Something must be fixed first: {must.message}
        </span>
      ) : null}
      <PublishDialog
        open={publishing}
        onOpenChange={setPublishing}
        sequence={sequence}
        problems={problems}
        onPublish={(note) =>
          publishNow(note).catch((error: unknown) => {
            throw error instanceof Error ? error : new Error(errorMessage(error));
          })
        }
      />
    </SequenceHeaderBar>
  );
}

function draftWords({ state, liveVersion }: SequenceHead): string {
  if (liveVersion === null) return "Never published";
  if (state === "paused") return `Version ${liveVersion.number} paused`;
  return `Draft of version ${liveVersion.number + 1}`;
}
