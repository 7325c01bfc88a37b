"use client";

import { useRender } from "@base-ui/react/use-render";
import {
  type FocusEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from "react";
import { lateModule } from "./late-module";

const parts = lateModule(() => import("./tooltip-popup"));

const OPEN_AFTER_MS = 400;
const CLOSE_AFTER_MS = 80;
/** After one tooltip has shown, its neighbours show at once. */
const NEIGHBOUR_MS = 400;
let lastShown = Number.NEGATIVE_INFINITY;

export interface TooltipProps {
  /** A few words. Never the only place where something is said: touch has no hover. */
  content: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  /** One focusable element. */
  children: ReactElement;
}

/** Words beside what the mouse rests on or the keyboard is at. */
export function Tooltip({ content, side = "top", children }: TooltipProps) {
  const anchor = useRef<HTMLElement>(null);
  const { isOpen, met, show, hide, keep } = useDelayed();
  const element = useRender({
    render: children,
    ref: anchor,
    props: {
      onPointerEnter: ({ pointerType }: PointerEvent) => {
        if (pointerType === "touch") return;
        show(performance.now() - lastShown < NEIGHBOUR_MS ? 0 : OPEN_AFTER_MS);
      },
      onPointerLeave: () => hide(CLOSE_AFTER_MS),
      onPointerDown: () => hide(0),
      onFocus: ({ target }: FocusEvent) => {
        if (target.matches(":focus-visible")) show(0);
      },
      onBlur: () => hide(0),
    },
  });
  const here = parts.now();
  return (
    <>
      {element}
      {here && met ? (
        <here.TooltipPopup anchor={anchor} open={isOpen} onStay={keep} onLeave={() => hide(CLOSE_AFTER_MS)} side={side}>
          {content}
        </here.TooltipPopup>
      ) : null}
    </>
  );
}

/** Open after a while, closed after a while; the last word counts. */
function useDelayed() {
  const [isOpen, setOpen] = useState(false);
  const [met, setMet] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const later = (ms: number, work: () => void) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(work, ms);
  };
  return {
    isOpen,
    /** It has been open, and may be on its way out. */
    met,
    show: (afterMs: number) => {
      const fetched = parts.load();
      later(afterMs, () => {
        const asked = timer.current;
        void fetched.then(() => {
          if (timer.current !== asked) return;
          setMet(true);
          setOpen(true);
        });
      });
    },
    hide: (afterMs: number) =>
      later(afterMs, () => {
        if (isOpen) lastShown = performance.now();
        setOpen(false);
      }),
    keep: () => clearTimeout(timer.current),
  };
}
