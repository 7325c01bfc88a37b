"use client";

import dynamic from "next/dynamic";
import { type RefObject, useEffect } from "react";

const inspector = () => import("@/components/canvas/inspector/inspector").then((module) => module.Inspector);
const popups = () => import("./editor-popups").then((module) => module.EditorPopups);
const outline = () => import("./outline-pane").then((module) => module.OutlinePane);

// The canvas is there before its forms are: they load when somebody first comes near.
export const Inspector = dynamic(inspector);
export const EditorPopups = dynamic(popups, { ssr: false });
export const OutlinePane = dynamic(outline, { ssr: false });

/** Somebody is about to press something: no time to lose. */
const signs = ["pointerdown", "keydown", "focusin"] as const;

/**
 * Loads the panel and the menus when the browser has a moment, at the latest when a card or a button is pressed or reached,
 * so that nobody waits for them at a click and nothing jerks while the paper is panned.
 */
export function usePartsAtHand(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = root.current;
    const load = () => {
      stop();
      void Promise.all([inspector(), popups()]);
    };
    const onSign = (event: Event) => {
      if (event.target instanceof Element && event.target.closest("button, a, input")) load();
    };
    const cancel = whenIdle(load);
    for (const sign of signs) element?.addEventListener(sign, onSign, { passive: true });
    function stop() {
      cancel();
      for (const sign of signs) element?.removeEventListener(sign, onSign);
    }
    return stop;
  }, [root]);
}

const LATEST_MS = 2_000;

/** Safari knows no idle moments. */
function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(work, LATEST_MS);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(work, { timeout: LATEST_MS });
  return () => cancelIdleCallback(asked);
}
