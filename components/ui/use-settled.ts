"use client";

import { useEffect, useState } from "react";

const PAUSE_MS = 200;

/** The value once it has rested: a search asks after a pause in typing, not at each letter. */
export function useSettled<Value>(value: Value, pauseMs = PAUSE_MS): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return settled;
}
