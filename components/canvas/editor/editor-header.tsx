"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { DraftStore } from "@/components/canvas/store/draft-store";
import { useDraftState } from "@/components/canvas/store/use-draft-store";
import { type SequenceHead, SequenceHeaderBar } from "@/components/sequences/sequence-header-bar";
import { useSequenceRights } from "@/components/sequences/use-sequence-rights";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";
import type { Problem } from "@/core/problem";
import { ProblemMenu } from "./problem-menu";
import { SaveLine } from "./save-line";
import { SequenceMenu } from "./sequence-menu";

export type { SequenceHead };

export interface EditorHeaderProps {
  readonly sequence: SequenceHead & { readonly nextVersion: number };
  readonly workspace: string;
  readonly problems: readonly Problem[];
  /** Judges the draft as it is now: `problems` may be a few letters behind. */
  readonly readProblems: () => Promise<readonly Problem[]>;
  readonly store: DraftStore;
  readonly flush: () => Promise<boolean>;
  readonly isTrying: boolean;
  readonly onTry: () => void;
  readonly onOpenProblem: (problem: Problem) => void;
}

/** Name, where one is, where the draft stands, what is to fix, and the way to publish. */
export function EditorHeader(props: EditorHeaderProps) {
  const { sequence, workspace, problems, readProblems, store, flush, onOpenProblem } = props;
  const router = useRouter();
  const { mayWrite, mayPublish, refusal } = useSequenceRights(sequence);
  const save = useDraftState(store, (state) => state.save);
  const [leaving, setLeaving] = useState(false);
  const must = problems.find((problem) => problem.rank === "must");

  async function goToPublish(): Promise<void> {
    const blocking = (await readProblems()).find((problem) => problem.rank === "must");
    if (blocking) return onOpenProblem(blocking);
    setLeaving(true);
    if (await flush()) {
      router.push(`/${workspace}/sequences/${sequence.id}/draft/publish`);
      return;
    }
    setLeaving(false);
    notify({ title: "The draft could not be saved yet", description: "Publishing needs it stored.", tone: "warning" });
  }

  return (
    <SequenceHeaderBar sequence={sequence} workspace={workspace} view="draft" words={draftWords(sequence)}>
      {refusal === null || save.is !== "saved" ? (
        <SaveLine save={save} store={store} onRetry={() => void flush()} />
      ) : (
        <span className="text-caption text-ink2">To look at</span>
      )}
      <ProblemMenu store={store} problems={problems} onOpen={onOpenProblem} />
      {mayWrite ? <SequenceMenu sequence={sequence} workspace={workspace} store={store} flush={flush} /> : null}
      <Button aria-pressed={props.isTrying} aria-keyshortcuts="T" onClick={props.onTry}>
        Try it
      </Button>
      {mayPublish && refusal === null ? (
        <Button
          variant="primary"
          busy={leaving}
          onClick={() => void goToPublish()}
          aria-describedby={must ? "publish-blocked" : undefined}
        >
          Publish…
        </Button>
      ) : null}
      {must ? (
        <span id="publish-blocked" className="sr-only">
          Something must be fixed first: {must.message}
        </span>
      ) : null}
    </SequenceHeaderBar>
  );
}

function draftWords({ state, liveVersion, nextVersion }: EditorHeaderProps["sequence"]): string {
  if (state === "archived") return "Archived";
  if (liveVersion === null) return "Never published";
  if (state === "paused") return `Version ${liveVersion.number} paused`;
  return `Draft of version ${nextVersion}`;
}
