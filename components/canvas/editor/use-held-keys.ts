"use client";

import { type RefObject, useEffect } from "react";
import type { Hold } from "./editor-model";
import { isOurs, isTyping, mayBeCommand } from "./key-target";

/** Keys pressed before the editor has been fetched are pressed again, where they were, when it is there. */
export function useHeldKeys(root: RefObject<HTMLElement | null>, hold: Hold, isHolding: () => boolean): void {
  useEffect(() => {
    const again = new WeakSet<Event>();
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event;
      if (again.has(event) || event.defaultPrevented || !isHolding()) return;
      if (!isOurs(target, root.current) || isTyping(target) || !mayBeCommand(event)) return;
      event.preventDefault();
      void hold(() => {
        const copy = new KeyboardEvent("keydown", event);
        again.add(copy);
        target?.dispatchEvent(copy);
      });
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [root, hold, isHolding]);
}
