"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type Addition, AddMenu } from "@/components/canvas/add-menu";
import { FlowCanvas, useCanvasActions } from "@/components/canvas/flow-canvas";
import { Inspector } from "@/components/canvas/inspector/inspector";
import { useAutoSave, useDraft, useDraftState } from "@/components/canvas/store/use-draft";
import { toFlow } from "@/components/canvas/to-flow";
import { useVocabulary, type WorkspaceVocabulary } from "@/components/canvas/workspace-names";
import { useTheme } from "@/components/ui/theme-provider";
import { notify } from "@/components/ui/toast";
import { connect, type Edit, insertStep, nudgeStep, type Slot } from "@/core/edit";
import { holdsSteps, pasteSteps } from "@/core/edit-paste";
import { type Graph, type NodeId, nodeOf, nodesOf, stepLabel } from "@/core/graph";
import { nodeTypeOf } from "@/core/nodes";
import { EditorHeader, type SequenceHead } from "./editor-header";
import { newStepId } from "./new-step-id";
import { presetConfig } from "./preset-config";
import { useEditorKeys } from "./use-editor-keys";
import { useProblems } from "./use-problems";

export interface SequenceEditorProps {
  readonly sequence: SequenceHead & { readonly id: string; readonly draft: Graph; readonly draftRevision: number };
  readonly workspace: string;
  /** Read on the server with the page, so that the first step one adds finds its sender. */
  readonly initialNames: WorkspaceVocabulary;
}

/** The canvas as one edits it: header, canvas, side panel over one draft store. The selected step stands in the address. */
export function SequenceEditor({ sequence, workspace, initialNames }: SequenceEditorProps) {
  const store = useDraft(sequence);
  const { flush } = useAutoSave(sequence.id, store);
  const graph = useDraftState(store, (state) => state.graph);
  const { names, lookup, vocabulary } = useVocabulary(initialNames);
  const problems = useProblems(graph, lookup);
  const { resolved } = useTheme();
  const [step, setStep] = useQueryState("step", parseAsString.withOptions({ history: "replace", shallow: true }));
  const [focusPath, setFocusPath] = useState<{ path: string | undefined; at: number } | null>(null);
  const [spoken, setSpoken] = useState("");
  const [adding, setAdding] = useState<{ slot: Slot; anchor: Element } | null>(null);
  /** A step that was just added is not shouted at until it has been left once. */
  const [fresh, setFresh] = useState<NodeId | null>(null);
  const [clipboard, setClipboard] = useState<string | null>(null);

  const selected = useMemo(() => nodesOf(graph).find((node) => stepLabel(node) === step)?.id ?? null, [graph, step]);
  const select = useCallback(
    (id: NodeId | null) => {
      const node = id === null ? undefined : nodeOf(store.getState().graph, id);
      setFresh((before) => (before === id ? before : null));
      void setStep(node ? stepLabel(node) : null);
    },
    [setStep, store],
  );
  const flow = useMemo(
    () =>
      toFlow({
        graph,
        problems: fresh !== null && fresh === selected ? problems.filter(({ nodeId }) => nodeId !== fresh) : problems,
        names,
        editable: true,
        hasFoot: false,
        path: null,
        selected,
        tabStop: selected ?? nodesOf(graph)[0]?.id ?? null,
      }),
    [graph, problems, names, selected, fresh],
  );

  /** Runs a command, says what it did, and shows where. */
  const run = useCallback(
    (command: (graph: Graph) => Edit, options?: { typing?: boolean; keepFocus?: boolean }): Edit => {
      const edit = store.getState().run(command, options);
      if (!edit.ok) notify({ title: edit.message, tone: "warning" });
      else if (!options?.typing) setSpoken(edit.label);
      if (edit.ok && edit.focus !== null && !options?.keepFocus) select(edit.focus);
      return edit;
    },
    [store, select],
  );

  const add = useCallback((slot: Slot, anchor: Element) => {
    setAdding({ slot, anchor });
    void readClipboard().then(setClipboard);
  }, []);
  const pick = (addition: Addition) => {
    const slot = adding?.slot;
    setAdding(null);
    if (!slot) return;
    if ("paste" in addition) run((graph) => pasteSteps(graph, clipboard ?? "", slot, newStepId));
    else if ("continueAt" in addition) run((graph) => connect(graph, slot, addition.continueAt));
    else {
      const id = newStepId();
      const config = presetConfig(addition.kind, vocabulary);
      const edit = run((graph) => insertStep(graph, { id, kind: addition.kind, slot, ...(config ? { config } : {}) }));
      if (edit.ok) {
        setFresh(id);
        setFocusPath({ path: undefined, at: Date.now() });
      }
    }
  };

  const openProblem = useCallback(
    (nodeId: NodeId | null, path: string | undefined) => {
      select(nodeId);
      setFocusPath({ path, at: Date.now() });
    },
    [select],
  );
  const onKeyDown = useEditorKeys({ store, flow, selected, select, run, add, problems, openProblem, setSpoken });
  const actions = useCanvasActions({ select, add });
  useLeaveWarning(store);

  const targets = useMemo(
    () =>
      nodesOf(graph)
        .filter((node) => node.id !== adding?.slot.from && !nodeTypeOf(node.kind)?.entry)
        .map((node) => ({ id: node.id, label: `${stepLabel(node)} ${flow.views.get(node.id)?.title ?? ""}` })),
    [graph, adding, flow],
  );

  return (
    <div className="flex h-full min-h-0 flex-col">
      <EditorHeader
        sequence={sequence}
        workspace={workspace}
        graph={graph}
        problems={problems}
        store={store}
        flush={flush}
        onOpenProblem={openProblem}
      />
      <div className="flex min-h-0 flex-1">
        <FlowCanvas
          graph={graph}
          flow={flow}
          actions={actions}
          colorMode={resolved}
          editable
          shown={selected}
          label={`Canvas of ${sequence.name}`}
          onNudge={(id, by) => run((graph) => nudgeStep(graph, id, added(graph, id, by)), { keepFocus: true })}
          onConnect={(slot, to) => run((graph) => connect(graph, slot, to), { keepFocus: true })}
          onKeyDown={onKeyDown}
        />
        {selected !== null && vocabulary ? (
          <Inspector
            key={selected}
            graph={graph}
            nodeId={selected}
            problems={problems}
            vocabulary={vocabulary}
            names={names}
            run={run}
            focus={focusPath}
            onClose={() => select(null)}
          />
        ) : null}
      </div>
      <AddMenu
        anchor={adding?.anchor ?? null}
        onClose={() => setAdding(null)}
        onPick={pick}
        targets={targets}
        canPaste={clipboard !== null && holdsSteps(clipboard)}
      />
      <div aria-live="polite" className="sr-only">
        {spoken}
      </div>
    </div>
  );
}

/** Where a card stands after a drag: its nudge so far and this one. */
function added(graph: Graph, id: NodeId, by: { x: number; y: number }) {
  const before = nodeOf(graph, id)?.nudge ?? { x: 0, y: 0 };
  return { x: before.x + by.x, y: before.y + by.y };
}

/** What other windows copied; a browser that does not let us look gives nothing. */
async function readClipboard(): Promise<string | null> {
  try {
    return await navigator.clipboard.readText();
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return null;
    throw error;
  }
}

/** Asks before a page is left with something unsaved; it is kept in the browser all the same. */
function useLeaveWarning(store: ReturnType<typeof useDraft>): void {
  const current = useRef(store);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      const { is } = current.current.getState().save;
      if (is === "offline" || is === "unsaved" || is === "saving") event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, []);
}
