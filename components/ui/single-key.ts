"use client";

import { useEffect, useRef } from "react";

const TYPED =
  "input, textarea, select, [contenteditable]:not([contenteditable=false]), [role=dialog], [role=alertdialog], [role=menu], [role=listbox]";

/** Whether letters pressed there belong to what is there: a field, or a menu or dialog that has keys of its own. */
export const takesLetters = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TYPED) !== null;

/** Does something at a single key, from anywhere on the page but where letters are typed. */
export function useSingleKey(key: string, act: (() => void) | null): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat) return;
      if (event.key.toLowerCase() !== key || latest.current === null || takesLetters(event.target)) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [key]);
}
