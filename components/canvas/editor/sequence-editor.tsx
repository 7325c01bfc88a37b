"use client";

import dynamic from "next/dynamic";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { FlowCanvas, useCanvasActions } from "@/components/canvas/flow-canvas";
import { flatOutline, toOutline } from "@/components/canvas/outline/to-outline";
import { useAutoSave, useDraft, useDraftState } from "@/components/canvas/store/use-draft";
import { useCards, useFlow } from "@/components/canvas/use-flow";
import { lookupOfSequence, type WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { TryTab } from "@/components/try/try-tab";
import { useTrying } from "@/components/try/use-trying";
import { useTheme } from "@/components/ui/theme-provider";
import { outletsOf } from "@/core/compile";
import { connect, nudgeSteps, renameStep, type Slot } from "@/core/edit";
import { moveStep } from "@/core/edit-move";
import { copySteps, duplicateSteps } from "@/core/edit-paste";
import { type Graph, type NodeId, nodeOf, nodesOf, stepLabel } from "@/core/graph";
import type { Problem } from "@/core/problem";
import type { SequenceSettings } from "@/core/sequence-settings";
import { CanvasToolbar } from "./canvas-toolbar";
import { EditorHeader, type SequenceHead } from "./editor-header";
import type { Popup } from "./editor-popups";
import { EditorPopups, Inspector, OutlinePane, usePartsAtHand } from "./lazy-parts";
import { ChosenBar, MovingBar } from "./mode-bar";
import { newStepId } from "./new-step-id";
import { stepAlong, stepTowards } from "./step-towards";
import { useAdding } from "./use-adding";
import { keepClip, useClipboard } from "./use-clipboard";
import { useDeleting } from "./use-deleting";
import { useEditorKeys } from "./use-editor-keys";
import { useEditorView } from "./use-editor-view";
import { useLeaveWarning } from "./use-leave-warning";
import { useMoving } from "./use-moving";
import { useProblemWalk } from "./use-problem-walk";
import { useProblems } from "./use-problems";
import { useRun } from "./use-run";
import { useSelection } from "./use-selection";

// Brings the simulator and the governor: loaded when somebody tries.
const TryPanel = dynamic(() => import("@/components/try/try-panel").then((module) => module.TryPanel), { ssr: false });

export interface SequenceEditorProps {
  readonly sequence: SequenceHead & {
    readonly id: string;
    readonly draft: Graph;
    readonly draftRevision: number;
    readonly teamId: string | null;
    readonly settings: SequenceSettings;
  };
  readonly workspace: string;
  /** Read on the server with the page, so that the first step one adds finds its sender. */
  readonly initialNames: WorkspaceVocabulary;
  /** What the server found wrong with the draft. */
  readonly initialProblems: readonly Problem[];
}

/** The canvas as one edits it: header, canvas or outline, side panel over one draft store. The open step stands in the address. */
export function SequenceEditor({ sequence, workspace, initialNames, initialProblems }: SequenceEditorProps) {
  const root = useRef<HTMLDivElement>(null);
  const memberId = useWorkspace().me?.id ?? null;
  const store = useDraft(sequence, memberId);
  const { flush } = useAutoSave({ sequenceId: sequence.id, memberId }, store);
  const graph = useDraftState(store, (state) => state.graph);
  const { names, lookup, vocabulary } = useVocabulary(initialNames);
  const { teamId, settings } = sequence;
  const { problems, read, prepare } = useProblems({
    graph,
    lookup: useMemo(
      () => lookupOfSequence(lookup, vocabulary, { teamId, settings }),
      [lookup, vocabulary, teamId, settings],
    ),
    found: initialProblems,
    readGraph: useCallback(() => store.getState().graph, [store]),
  });
  const { resolved } = useTheme();
  const selection = useSelection(store, graph);
  const { run, goBack, spoken, say } = useRun(store, selection);
  const walk = useProblemWalk(read, selection, say);
  const view = useEditorView();
  const [popup, setPopup] = useState<Popup>(null);
  /** A step that was just added is not shouted at until it has been left once. */
  const [fresh, setFresh] = useState<NodeId | null>(null);
  const { selected, also, open } = selection;
  useEffect(() => setFresh((before) => (before === selected ? before : null)), [selected]);
  const shownProblems = useMemo(
    () => (fresh === null ? problems : problems.filter(({ nodeId }) => nodeId !== fresh)),
    [problems, fresh],
  );
  const shown = { graph, problems: shownProblems, names, hasFoot: false };
  const cards = useCards(shown);
  const moving = useMoving({ store, drawn: cards.drawn, run, selection, say });
  const trying = useTrying();
  const flow = useFlow(cards, {
    ...shown,
    editable: !trying.isOpen,
    path: trying.path,
    selected,
    tabStop: selection.focused,
    also,
    ...(moving.places ? { place: moving.places } : {}),
  });
  const onAdded = useCallback(
    (id: NodeId) => {
      setFresh(id);
      walk.focusFirst(id);
    },
    [walk.focusFirst],
  );
  const adding = useAdding({
    store,
    drawn: flow.drawn,
    run,
    selection,
    vocabulary,
    settings,
    say,
    onAdded,
  });
  const deleting = useDeleting(store, run);
  const duplicate = useCallback(
    (ids: readonly NodeId[]) => run((draft) => duplicateSteps(draft, ids, newStepId)),
    [run],
  );
  const { addAt, askFrom } = adding;
  const actions = useCanvasActions({
    select: useCallback(
      (id, options) => {
        if (options?.also) return selection.toggle(id);
        open(id);
        if (options?.byKey) walk.focusFirst(id);
      },
      [selection.toggle, open, walk.focusFirst],
    ),
    add: useCallback(
      (slot: Slot, anchor: Element) => (moving.moving === null ? addAt(slot, anchor) : moving.drop(slot)),
      [moving, addAt],
    ),
    tab: useMemo(
      () =>
        trying.isOpen
          ? (id: NodeId, outlet: string) => (
              <TryTab trying={trying} nodeId={id} outlet={outlet} label={labelOfOutlet(graph, id, outlet)} />
            )
          : undefined,
      [trying, graph],
    ),
  });
  const stepActions = useMemo(
    () => ({
      onMove: moving.begin,
      onConnect: (id: NodeId) => requestAnimationFrame(() => askFrom(id, "connect")), // after the menu has closed
      onDuplicate: (id: NodeId) => duplicate([id]),
      onDelete: (id: NodeId) => deleting.remove([id]),
      onRename: (id: NodeId) => {
        open(id);
        setPopup("rename");
      },
    }),
    [moving.begin, askFrom, duplicate, deleting.remove, open],
  );
  const outline = useMemo(() => (view.isOutline ? flatOutline(toOutline(flow.drawn)) : null), [view.isOutline, flow]);
  useClipboard(root, { store, selection, run, say });
  useEditorKeys(root, {
    selection,
    moving,
    all: useMemo(() => nodesOf(graph).map(({ id }) => id), [graph]),
    towards: (from, key) => (outline ? inOutline(outline, from, key) : stepTowards(flow.drawn, from, key)),
    along: (from, by) => stepAlong(flow.drawn, from, by),
    intoPanel: walk.focusFirst,
    typeEarly: adding.typeEarly,
    add: (id) => askFrom(id, "add"),
    connect: (id) => askFrom(id, "connect"),
    remove: deleting.remove,
    duplicate,
    goBack,
    nextProblem: (by) => void walk.next(by),
    views: {
      "/": () => setPopup("find"),
      "?": () => setPopup("keys"),
      o: view.toggle,
      t: trying.toggle,
      f: () => view.command("fit"),
      "0": () => view.command("full"),
    },
  });
  useLeaveWarning(store);
  usePartsAtHand(root, prepare);
  const asks = popup !== null || adding.ask !== null || deleting.asking !== null;
  const [asked, setAsked] = useState(false);
  useEffect(() => setAsked((before) => before || asks), [asks]);

  const openNode = selected === null ? undefined : nodeOf(graph, selected);
  return (
    <div ref={root} className="shell-height flex flex-col">
      <EditorHeader
        sequence={sequence}
        workspace={workspace}
        graph={graph}
        problems={problems}
        store={store}
        flush={flush}
        onTry={trying.toggle}
        isTrying={trying.isOpen}
        readProblems={read}
        onOpenProblem={walk.openProblem}
      />
      <div className="relative flex min-h-0 flex-1">
        <div className="relative flex min-w-0 flex-1">
          {view.isOutline ? (
            <OutlinePane
              graph={graph}
              flow={flow}
              selected={selected}
              also={also}
              tabStop={selection.focused}
              places={moving.places}
              show={selection.show}
              label={`Outline of ${sequence.name}`}
              actions={stepActions}
              canvasActions={actions}
            />
          ) : (
            <FlowCanvas
              graph={graph}
              flow={flow}
              actions={actions}
              colorMode={resolved}
              editable={!trying.isOpen}
              shown={selected}
              show={selection.show}
              view={view.wanted}
              label={`Canvas of ${sequence.name}`}
              onNudge={(ids, by) => run((draft) => nudgeSteps(draft, ids, by), { after: "stay" })}
              onMove={(id, slot) => run((draft) => moveStep(draft, id, slot))}
              onConnect={(slot, to) => run((draft) => connect(draft, slot, to), { after: "stay" })}
              onMarquee={selection.choose}
            />
          )}
          <CanvasToolbar
            store={store}
            outline={view.isOutline}
            onUndo={() => goBack("undo")}
            onRedo={() => goBack("redo")}
            onFind={() => setPopup("find")}
            onView={view.toggle}
            onHelp={() => setPopup("keys")}
          />
          {moving.moving !== null ? (
            <MovingBar step={labelOf(graph, moving.moving)} onCancel={moving.cancel} />
          ) : also.size > 0 ? (
            <ChosenBar
              count={also.size}
              onCopy={() => {
                const text = copySteps(graph, [...also]);
                if (text === null) return;
                keepClip(text);
                void navigator.clipboard?.writeText(text);
                say(`Copied ${also.size} steps`);
              }}
              onDuplicate={() => duplicate([...also])}
              onDelete={() => deleting.remove([...also])}
              onClear={() => open(null)}
            />
          ) : null}
        </div>
        {trying.isOpen ? (
          <TryPanel
            sequenceId={sequence.id}
            graph={graph}
            names={names}
            trying={trying}
            onShow={(id) => selection.walkTo(id)}
          />
        ) : openNode && vocabulary ? (
          <Inspector
            key={openNode.id}
            graph={graph}
            nodeId={openNode.id}
            problems={shownProblems}
            vocabulary={vocabulary}
            names={names}
            run={run}
            focus={walk.focus}
            actions={stepActions}
            teamId={teamId}
            onClose={() => {
              open(null);
              selection.walkTo(openNode.id);
            }}
          />
        ) : null}
      </div>
      {asked ? (
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
      ) : null}
      <div aria-live="polite" className="sr-only" data-spoken>
        {spoken}
      </div>
    </div>
  );
}

const labelOf = (graph: Graph, id: NodeId): string => {
  const node = nodeOf(graph, id);
  return node ? stepLabel(node) : "it";
};

function labelOfOutlet(graph: Graph, id: NodeId, outlet: string): string {
  const name = outletsOf(graph, id).find((one) => one.id === outlet)?.label ?? outlet;
  return `Choose “${name}” at ${labelOf(graph, id)}`;
}

function inOutline(order: readonly NodeId[], from: NodeId, key: string): NodeId | null {
  const at = order.indexOf(from);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: order.length - 1 }[key];
  return to === undefined ? null : (order[to] ?? null);
}
