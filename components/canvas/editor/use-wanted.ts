"use client";

import { type RefObject, useCallback, useEffect, useState } from "react";
import { hasUnsavedDraft } from "@/components/canvas/store/kept-key";
import { useWorkspace } from "@/components/trpc/use-workspace";

const signs = ["pointermove", "pointerdown", "keydown", "focusin", "copy", "paste"] as const;

/**
 * Whether the editor itself is wanted: from the first sign of a hand on. At once where the page has to look otherwise than
 * the server drew it: a step is open in the address, this browser keeps unsaved words, or it is a phone.
 */
export function useWanted(root: RefObject<HTMLElement | null>, sequenceId: string) {
  const memberId = useWorkspace().me?.id ?? null;
  const [isWanted, setWanted] = useState(false);
  const want = useCallback(() => setWanted(true), []);
  useEffect(() => {
    const element = root.current;
    const isOpen = new URLSearchParams(window.location.search).has("step");
    if (isOpen || isPhone() || (memberId !== null && hasUnsavedDraft(memberId, sequenceId))) want();
    for (const sign of signs) element?.addEventListener(sign, want, { passive: true, once: true });
    return () => {
      for (const sign of signs) element?.removeEventListener(sign, want);
    };
  }, [root, sequenceId, memberId, want]);
  return { isWanted, want };
}

/** Phones begin with the outline. */
export const isPhone = (): boolean => window.matchMedia("(max-width: 47.99rem)").matches;
