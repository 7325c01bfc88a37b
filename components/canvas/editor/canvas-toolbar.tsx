"use client";

import { Keyboard, ListTree, Redo2, Search, Undo2, Waypoints } from "lucide-react";
import type { DraftStore } from "@/components/canvas/store/draft-store";
import { useDraftState } from "@/components/canvas/store/use-draft-store";
import { IconButton } from "@/components/ui/icon-button";
import type { CanvasTools } from "./editor-model";

/** What the single keys do, for the mouse and the finger. */
export function CanvasToolbar({ store, outline, tools }: { store: DraftStore; outline: boolean; tools: CanvasTools }) {
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
        onClick={tools.undo}
      />
      <IconButton
        size="sm"
        label={next ? `Redo: ${next}` : "Nothing to redo"}
        icon={<Redo2 />}
        disabled={!next}
        onClick={tools.redo}
      />
      <IconButton size="sm" label="Find a step (/)" icon={<Search />} onClick={tools.find} />
      <IconButton
        size="sm"
        label={outline ? "Canvas (O)" : "Outline (O)"}
        icon={outline ? <Waypoints /> : <ListTree />}
        onClick={tools.toggleOutline}
      />
      <IconButton size="sm" label="Keys (?)" icon={<Keyboard />} onClick={tools.help} className="max-md:hidden" />
    </div>
  );
}
