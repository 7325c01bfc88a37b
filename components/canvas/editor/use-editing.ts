"use client";

import { useCallback, useEffect, useMemo, useState } from "react";
import type { DraftStore } from "@/components/canvas/store/draft-store";
import { useAutoSave, useKeptDraft } from "@/components/canvas/store/use-draft";
import { useDraftState } from "@/components/canvas/store/use-draft-store";
import { useCards, useFlow } from "@/components/canvas/use-flow";
import { lookupOfSequence } from "@/components/canvas/vocabulary";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { useSequenceRights } from "@/components/sequences/use-sequence-rights";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { useTrying } from "@/components/try/use-trying";
import { duplicateSteps } from "@/core/edit-paste";
import type { NodeId } from "@/core/graph";
import type { Problem } from "@/core/problem";
import type { Popup } from "./editor-popups";
import type { FirstDraft } from "./first-draft";
import { newStepId } from "./new-step-id";
import { useAdding } from "./use-adding";
import { useDeleting } from "./use-deleting";
import { useEditorView } from "./use-editor-view";
import { useMoving } from "./use-moving";
import { useProblemWalk } from "./use-problem-walk";
import { useProblems } from "./use-problems";
import { useRun } from "./use-run";
import { useSelection } from "./use-selection";

export type Editing = ReturnType<typeof useEditing>;

/** The draft while it is edited: what is drawn of it, what is chosen in it, and everything one can do to it. */
export function useEditing(opened: FirstDraft, store: DraftStore) {
  const { data } = opened;
  const { id: sequenceId, teamId, settings } = data.sequence;
  const { refusal } = useSequenceRights(data.sequence);
  const memberId = useWorkspace().me?.id ?? null;
  const open = { sequenceId, memberId: refusal === null ? memberId : null }; // nothing is kept that could not be saved
  useKeptDraft(open, store);
  const { flush } = useAutoSave(open, store);
  const graph = useDraftState(store, (state) => state.graph);
  const { names, lookup, vocabulary } = useVocabulary(data.initialNames);
  const judged = useProblems({
    graph,
    lookup: useMemo(
      () => lookupOfSequence(lookup, vocabulary, { teamId, settings }),
      [lookup, vocabulary, teamId, settings],
    ),
    found: opened.problems,
    readGraph: useCallback(() => store.getState().graph, [store]),
  });
  const selection = useSelection(store, graph);
  const trying = useTrying();
  const closed = refusal ?? (trying.isOpen ? "Close “Try it” first: it shows the draft as it is" : null);
  const { run, mayChange, goBack, spoken, say } = useRun(store, selection, closed);
  const walk = useProblemWalk(judged.read, selection, say);
  const view = useEditorView();
  const [popup, setPopup] = useState<Popup>(null);
  const { shown: shownProblems, setFresh } = useFresh(judged.problems, selection.selected);
  const [first] = useState({
    cards: opened.cards,
    // Others may have named something since the page was read.
    of: vocabulary === data.initialNames ? { graph: opened.graph, problems: opened.problems, names } : null,
  });
  const cards = useCards({ graph, problems: shownProblems, names, hasFoot: false }, first);
  const moving = useMoving({ store, drawn: cards.drawn, run, selection, say });
  const flow = useFlow(
    cards,
    {
      hasFoot: false,
      editable: closed === null,
      path: trying.path,
      selected: selection.selected,
      tabStop: selection.focused,
      also: selection.also,
      ...(moving.places ? { place: moving.places } : {}),
    },
    opened.flow,
  );
  const onAdded = useCallback(
    (id: NodeId) => {
      setFresh(id);
      walk.focusFirst(id);
    },
    [setFresh, walk.focusFirst],
  );
  const adding = useAdding({ store, drawn: flow.drawn, run, selection, vocabulary, settings, say, onAdded });
  const deleting = useDeleting(store, run);
  const duplicate = useCallback(
    (ids: readonly NodeId[]) => run((draft) => duplicateSteps(draft, ids, newStepId)),
    [run],
  );
  return {
    ...{ graph, flow, names, vocabulary, selection, flush },
    ...{ problems: judged.problems, readProblems: judged.read, prepare: judged.prepare, shownProblems, walk },
    ...{ run, mayChange, goBack, spoken, say, view, popup, setPopup },
    /** Whether what is drawn can be changed: by whoever may, while nothing is tried. */
    isOpen: closed === null,
    ...{ moving, trying, adding, deleting, duplicate },
  };
}

/** A step that was just added is not shouted at until it has been left once. */
function useFresh(problems: readonly Problem[], selected: NodeId | null) {
  const [fresh, setFresh] = useState<NodeId | null>(null);
  useEffect(() => setFresh((before) => (before === selected ? before : null)), [selected]);
  const shown = useMemo(
    () => (fresh === null ? problems : problems.filter(({ nodeId }) => nodeId !== fresh)),
    [problems, fresh],
  );
  return { shown, setFresh };
}
