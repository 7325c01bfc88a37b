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

const signs = ["pointermove", "pointerdown", "keydown", "focusin"] as const;

/** Loads the panel, the menus and what else is to `prepare` at the first sign of a hand in the editor, so that nobody waits for them at a click. */
export function usePartsAtHand(root: RefObject<HTMLElement | null>, prepare: () => void): void {
  useEffect(() => {
    const element = root.current;
    const load = () => {
      for (const sign of signs) element?.removeEventListener(sign, load);
      void Promise.all([inspector(), popups()]);
      prepare();
    };
    for (const sign of signs) element?.addEventListener(sign, load, { passive: true });
    return () => {
      for (const sign of signs) element?.removeEventListener(sign, load);
    };
  }, [root, prepare]);
}
