"use client";

import { X } from "lucide-react";
import { type ReactNode, type RefObject, useEffect } from "react";
import { PanelFrame } from "@/components/canvas/inspector/panel-frame";
import { IconButton } from "@/components/ui/icon-button";
import { lateModule } from "@/components/ui/late-module";
import { latePart } from "@/components/ui/late-part";

const inspector = lateModule(() =>
  import("@/components/canvas/inspector/inspector").then((module) => module.Inspector),
);
const popups = lateModule(() => import("./editor-popups").then((module) => module.EditorPopups));
const outline = lateModule(() => import("./outline-pane").then((module) => module.OutlinePane));
// Brings the simulator and the governor.
const tryPanel = lateModule(() => import("@/components/try/try-panel").then((module) => module.TryPanel));

// The canvas is there before its forms are: they load when somebody first comes near.
export const Inspector = latePart(inspector, (failure, { onClose }) => inPanel("Step", failure, onClose));
export const TryPanel = latePart(tryPanel, (failure, { trying }) => inPanel("Try it", failure, trying.toggle));
export const OutlinePane = latePart(outline, (failure) => <div className="flex-1">{failure}</div>);
export const EditorPopups = latePart(popups, (failure, { popup, adding, deleting }) =>
  popup === null && adding.ask === null && deleting.asking === null ? null : (
    <div className="-translate-x-1/2 fixed bottom-3 left-1/2 z-20 rounded-lg border border-line bg-surface shadow-float">
      {failure}
    </div>
  ),
);

const inPanel = (label: string, failure: ReactNode, onClose: () => void) => (
  <PanelFrame label={label}>
    <div className="flex justify-end border-line border-b px-4 py-3">
      <IconButton label="Close" icon={<X />} size="sm" onClick={onClose} />
    </div>
    {failure}
  </PanelFrame>
);

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
      // Whoever opens one that did not come is told there.
      void Promise.allSettled([inspector.load(), popups.load()]);
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
