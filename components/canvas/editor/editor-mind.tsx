"use client";

import { memo, type RefObject, useEffect, useLayoutEffect, useState } from "react";
import type { DraftStore } from "@/components/canvas/store/draft-store";
import { connect, nudgeSteps, renameStep } from "@/core/edit";
import { moveStep } from "@/core/edit-move";
import { nodeOf } from "@/core/graph";
import type { EditorModel } from "./editor-model";
import { EditorPanel } from "./editor-panel";
import type { FirstDraft } from "./first-draft";
import { EditorPopups, OutlinePane, usePartsAtHand } from "./late-parts";
import { ModeBar } from "./mode-bar";
import { useClipboard } from "./use-clipboard";
import { useEditing } from "./use-editing";
import { useEditorActions } from "./use-editor-actions";
import { useKeyBindings } from "./use-key-bindings";

export interface EditorMindProps {
  readonly first: FirstDraft;
  readonly store: DraftStore;
  readonly root: RefObject<HTMLElement | null>;
  readonly onModel: (model: EditorModel) => void;
}

/** Everything that edits a draft. It draws nothing by itself: what is to be seen it hands to the frame, which stays as it was drawn. */
export const EditorMind = memo(function EditorMind({ first, store, root, onModel }: EditorMindProps) {
  const editing = useEditing(first, store);
  const { graph, flow, selection, run, moving, adding, deleting, trying, view, walk, say, vocabulary } = editing;
  const { selected, also } = selection;
  const { popup, setPopup } = editing;
  const { sequence } = first.data;
  const { actions, stepActions } = useEditorActions(editing);
  useClipboard(root, { store, selection, run, say });
  useKeyBindings(root, editing);
  usePartsAtHand(root);
  const asks = popup !== null || adding.ask !== null || deleting.asking !== null;
  const [asked, setAsked] = useState(false);
  useEffect(() => setAsked((before) => before || asks), [asks]);
  const openNode = selected === null ? undefined : nodeOf(graph, selected);

  const model: EditorModel = {
    canvas: {
      flow,
      actions,
      editable: editing.isOpen,
      shown: selected,
      show: selection.show,
      view: view.wanted,
      onNudge: (ids, by) => run((draft) => nudgeSteps(draft, ids, by), { after: "stay" }),
      onMove: (id, slot) => run((draft) => moveStep(draft, id, slot)),
      onConnect: (slot, to) => run((draft) => connect(draft, slot, to), { after: "stay" }),
      onMarquee: selection.choose,
    },
    problems: editing.problems,
    readProblems: editing.readProblems,
    openProblem: walk.openProblem,
    flush: editing.flush,
    isTrying: trying.isOpen,
    toggleTry: trying.toggle,
    tools: {
      undo: () => editing.goBack("undo"),
      redo: () => editing.goBack("redo"),
      find: () => setPopup("find"),
      toggleOutline: view.toggle,
      help: () => setPopup("keys"),
    },
    outline: view.isOutline ? (
      <OutlinePane
        graph={graph}
        flow={flow}
        selected={selected}
        also={also}
        tabStop={selection.focused}
        places={moving.places}
        editable={editing.isOpen}
        show={selection.show}
        label={`Outline of ${sequence.name}`}
        actions={stepActions}
        canvasActions={actions}
      />
    ) : null,
    bar: <ModeBar editing={editing} />,
    panel: (
      <EditorPanel sequence={sequence} editing={editing} openNode={vocabulary && openNode} actions={stepActions} />
    ),
    popups: asked ? (
      <EditorPopups
        popup={popup}
        onPopup={setPopup}
        graph={graph}
        views={flow.views}
        adding={adding}
        deleting={deleting}
        onFind={(id) => selection.walkTo(id)}
        renaming={openNode}
        onRename={(id, name) => run((draft) => renameStep(draft, id, name), { after: "stay" })}
      />
    ) : null,
    spoken: editing.spoken,
  };
  // Before the browser paints: what was drawn here and what the frame shows are one picture.
  useLayoutEffect(() => onModel(model));
  return null;
});
