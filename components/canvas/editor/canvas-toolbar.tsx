"use client";

import { Keyboard, ListTree, Redo2, Search, Undo2, Waypoints } from "lucide-react";
import type { DraftStore } from "@/components/canvas/store/draft-store";
import { useDraftState } from "@/components/canvas/store/use-draft";
import { IconButton } from "@/components/ui/icon-button";

/** What the single keys do, for the mouse and the finger. */
export function CanvasToolbar({
  store,
  outline,
  onUndo,
  onRedo,
  onFind,
  onView,
  onHelp,
}: {
  store: DraftStore;
  outline: boolean;
  onUndo: () => void;
  onRedo: () => void;
  onFind: () => void;
  onView: () => void;
  onHelp: () => void;
}) {
  const last = useDraftState(store, (state) => state.done.at(-1)?.patch.label);
  const next = useDraftState(store, (state) => state.undone.at(-1)?.patch.label);
  return (
    <div
      role="toolbar"
      aria-label="Canvas"
      className="absolute bottom-3 left-20 z-10 flex gap-0.5 rounded-lg border border-line bg-surface p-0.5 max-md:left-3"
    >
      <IconButton
        size="sm"
        label={last ? `Undo: ${last}` : "Nothing to undo"}
        icon={<Undo2 />}
        disabled={!last}
        onClick={onUndo}
      />
      <IconButton
        size="sm"
        label={next ? `Redo: ${next}` : "Nothing to redo"}
        icon={<Redo2 />}
        disabled={!next}
        onClick={onRedo}
      />
      <IconButton size="sm" label="Find a step (/)" icon={<Search />} onClick={onFind} />
      <IconButton
        size="sm"
        label={outline ? "Canvas (O)" : "Outline (O)"}
        icon={outline ? <Waypoints /> : <ListTree />}
        onClick={onView}
      />
      <IconButton size="sm" label="Keys (?)" icon={<Keyboard />} onClick={onHelp} className="max-md:hidden" />
    </div>
  );
}
