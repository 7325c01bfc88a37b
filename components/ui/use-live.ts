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
