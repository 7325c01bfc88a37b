"use client";

import { useEffect } from "react";
import type { DraftStore } from "@/components/canvas/store/draft-store";

/** Asks before a page is left with something unsaved; it is kept in the browser all the same. */
export function useLeaveWarning(store: DraftStore): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (store.getState().save.is !== "saved") event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [store]);
}
