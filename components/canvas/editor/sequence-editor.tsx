"use client";

import { useMemo, useRef, useState } from "react";
import { FlowCanvas } from "@/components/canvas/flow-canvas";
import { useDraftStore } from "@/components/canvas/store/use-draft-store";
import { useSequenceRights } from "@/components/sequences/use-sequence-rights";
import { lateModule } from "@/components/ui/late-module";
import { latePart } from "@/components/ui/late-part";
import { useTheme } from "@/components/ui/theme-provider";
import { CanvasToolbar } from "./canvas-toolbar";
import type { EditorData } from "./editor-data";
import { EditorHeader } from "./editor-header";
import { type EditorModel, stillModel } from "./editor-model";
import { openDraft } from "./first-draft";
import { useHeldKeys } from "./use-held-keys";
import { useHold } from "./use-hold";
import { useLeaveWarning } from "./use-leave-warning";
import { useWanted } from "./use-wanted";

// Brings the kinds of steps, their rules and everything that edits them.
const EditorMind = latePart(
  lateModule(() => import("./editor-mind").then((module) => module.EditorMind)),
  (failure) => <div className="border-line border-t bg-surface">{failure}</div>,
);

/**
 * The canvas as one edits it: header, canvas or outline, side panel over one draft store. It shows what the server drew; the
 * editor itself is fetched at the first sign of a hand and what was done meanwhile is done then.
 */
export function SequenceEditor(data: EditorData) {
  const { sequence, workspace } = data;
  const root = useRef<HTMLDivElement>(null);
  const mayEdit = useSequenceRights(sequence).refusal === null;
  const [first] = useState(() => openDraft(data, mayEdit));
  const store = useDraftStore(first.graph, sequence.draftRevision);
  const { resolved } = useTheme();
  const [model, setModel] = useState<EditorModel | null>(null);
  const { isWanted, want } = useWanted(root, sequence.id);
  const { hold, isHolding } = useHold(model, want);
  const still = useMemo(() => stillModel(first.flow, first.problems, mayEdit, hold), [first, mayEdit, hold]);
  useHeldKeys(root, hold, isHolding);
  useLeaveWarning(store);

  const shown = model ?? still;
  return (
    <div ref={root} className="shell-height flex flex-col">
      <EditorHeader
        sequence={sequence}
        workspace={workspace}
        problems={shown.problems}
        store={store}
        flush={shown.flush}
        onTry={shown.toggleTry}
        isTrying={shown.isTrying}
        readProblems={shown.readProblems}
        onOpenProblem={shown.openProblem}
      />
      <div className="relative flex min-h-0 flex-1">
        <div className="relative flex min-w-0 flex-1">
          {shown.outline ?? <FlowCanvas {...shown.canvas} colorMode={resolved} label={`Canvas of ${sequence.name}`} />}
          <CanvasToolbar store={store} outline={shown.outline !== null} tools={shown.tools} />
          {shown.bar}
        </div>
        {shown.panel}
      </div>
      {shown.popups}
      <div aria-live="polite" className="sr-only" data-spoken>
        {shown.spoken}
      </div>
      {isWanted ? <EditorMind first={first} store={store} root={root} onModel={setModel} /> : null}
    </div>
  );
}
