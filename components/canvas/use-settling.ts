"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";
import type { DrawnGraph } from "./drawing";

const SETTLE_MS = 220;

/** Lets cards glide to their new places for a moment after the drawing changed; never while they are dragged or panned. */
export function useSettling(section: RefObject<HTMLElement | null>, drawn: DrawnGraph): void {
  const before = useRef(drawn);
  // Before React Flow's own effect moves the cards.
  useLayoutEffect(() => {
    const element = section.current;
    if (before.current !== drawn) element?.setAttribute("data-settling", "");
    before.current = drawn;
    const timer = setTimeout(() => element?.removeAttribute("data-settling"), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [section, drawn]);
}
