"use client";

import { useEffect } from "react";
import { CanvasActions, type CanvasActionsValue } from "@/components/canvas/canvas-actions";
import { OutlineView, type OutlineViewProps } from "@/components/canvas/outline/outline-view";
import type { ShowRequest } from "@/components/canvas/use-show-step";

/** The outline in the canvas's place: the same actions, the same keys. */
export function OutlinePane({
  canvasActions,
  show,
  ...outline
}: OutlineViewProps & { canvasActions: CanvasActionsValue; show: ShowRequest | null }) {
  useEffect(() => {
    if (show === null) return;
    const row = document.getElementById(`step-${show.id}`);
    row?.scrollIntoView({ block: "nearest" });
    if (show.focus) row?.focus({ preventScroll: true });
  }, [show]);
  return (
    <CanvasActions value={canvasActions}>
      <OutlineView {...outline} />
    </CanvasActions>
  );
}
