"use client";

import { type RefObject, useEffect, useRef } from "react";
import { useReactFlow } from "reactflow";
import { useStableCallback } from "@/components/ui/use-stable-callback";
import type { NodeId } from "@/core/graph";

export interface ShowRequest {
  readonly id: NodeId;
  readonly focus: boolean;
}

/** How many frames a card may take to be mounted after the canvas was panned to it. */
const PATIENCE = 40;

/** Brings a step into view, clear of the panel on the right, without zooming; on request the keyboard goes there too. */
export function useShowStep(section: RefObject<HTMLElement | null>, shown: NodeId | null, show: ShowRequest | null) {
  const instance = useReactFlow();
  const last = useRef<NodeId | null>(null);
  const pan = useStableCallback((id: NodeId) => panTo(instance, section.current, id));
  useEffect(() => {
    const before = last.current;
    last.current = shown;
    if (shown === null || shown === before) return;
    return afterFrames(2, () => pan(shown)); // drawn, and the panel has taken its width
  }, [shown, pan]);
  useEffect(() => {
    if (show === null) return;
    let stop = afterFrames(1, () => {
      pan(show.id);
      if (show.focus) stop = focusWhenMounted(show.id, PATIENCE);
    });
    return () => stop();
  }, [show, pan]);
}

function afterFrames(frames: number, run: () => void): () => void {
  let frame = requestAnimationFrame(function next() {
    frames -= 1;
    if (frames > 0) frame = requestAnimationFrame(next);
    else run();
  });
  return () => cancelAnimationFrame(frame);
}

function focusWhenMounted(id: NodeId, left: number): () => void {
  const card = document.getElementById(`step-${id}`);
  if (card) {
    card.focus({ preventScroll: true });
    return () => undefined;
  }
  if (left === 0) return () => undefined;
  let stop = afterFrames(1, () => {
    stop = focusWhenMounted(id, left - 1);
  });
  return () => stop();
}

function panTo(instance: ReturnType<typeof useReactFlow>, section: HTMLElement | null, id: NodeId): void {
  const node = instance.getNode(id);
  const frame = section?.getBoundingClientRect();
  if (!node || !frame) return;
  const corner = instance.flowToScreenPosition(node.position);
  const zoom = instance.getZoom();
  const right = corner.x + (node.width ?? 0) * zoom;
  const bottom = corner.y + (node.height ?? 0) * zoom;
  if (corner.x > frame.left + 72 && right < frame.right && corner.y > frame.top && bottom < frame.bottom) return;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  void instance.setCenter(node.position.x + (node.width ?? 0) / 2, node.position.y + (node.height ?? 0) / 2, {
    zoom,
    duration: still ? 0 : 160,
  });
}
