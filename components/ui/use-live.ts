"use client";

import { useSyncExternalStore } from "react";

const neverChanges = () => () => undefined;

/** False in the server's HTML and until React has taken the page over: what is pressed before then would do nothing. */
export const useLive = (): boolean =>
  useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );

/**
 * Whether a field whose text React holds must wait: what is typed into the server's HTML before the page is live would be
 * gone with the first render. A field without a value keeps what is typed, so it need not wait.
 */
export const useHeldBack = (value: unknown): boolean => !useLive() && value !== undefined;
