"use client";

import type { StepActions } from "@/components/canvas/inspector/step-actions";
import type { GraphNode } from "@/core/graph";
import type { EditorData } from "./editor-data";
import { Inspector, TryPanel } from "./late-parts";
import type { Editing } from "./use-editing";

/** Beside the canvas: "Try it", or the step that is open. */
export function EditorPanel({
  sequence,
  editing,
  openNode,
  actions,
}: {
  sequence: EditorData["sequence"];
  editing: Editing;
  openNode: GraphNode | null | undefined;
  actions: StepActions;
}) {
  const { graph, names, trying, selection, vocabulary, shownProblems, run, walk } = editing;
  if (trying.isOpen)
    return (
      <TryPanel
        sequenceId={sequence.id}
        graph={graph}
        names={names}
        trying={trying}
        onShow={(id) => selection.walkTo(id)}
      />
    );
  if (!openNode || !vocabulary) return null;
  return (
    <Inspector
      key={openNode.id}
      graph={graph}
      nodeId={openNode.id}
      problems={shownProblems}
      vocabulary={vocabulary}
      names={names}
      run={run}
      editable={editing.isOpen}
      focus={walk.focus}
      actions={actions}
      teamId={sequence.teamId}
      onWriting={editing.prepare}
      onClose={() => {
        selection.open(null);
        selection.walkTo(openNode.id);
      }}
    />
  );
}
