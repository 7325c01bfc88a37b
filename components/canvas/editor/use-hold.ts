"use client";

import { useCallback, useEffect, useRef } from "react";
import type { EditorModel, Hold } from "./editor-model";

/**
 * Keeps what is done before the editor has been fetched and does it then, one after the other: each sees what the one before
 * has changed.
 */
export function useHold(model: EditorModel | null, want: () => void): { hold: Hold; isHolding: () => boolean } {
  const latest = useRef(model);
  latest.current = model;
  const waiting = useRef<((model: EditorModel) => void)[]>([]);
  const isRunning = useRef(false);
  const runAll = useCallback(async () => {
    if (isRunning.current) return;
    isRunning.current = true;
    while (latest.current !== null && waiting.current.length > 0) {
      waiting.current.shift()?.(latest.current);
      await new Promise((done) => setTimeout(done)); // until React has drawn it
    }
    isRunning.current = false;
  }, []);
  const isThere = model !== null;
  useEffect(() => {
    if (isThere) void runAll();
  }, [isThere, runAll]);
  const hold: Hold = useCallback(
    <T>(use: (model: EditorModel) => T | Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        waiting.current.push((there) => {
          new Promise<T>((done) => done(use(there))).then(resolve, reject);
        });
        want();
        void runAll();
      }),
    [want, runAll],
  );
  const isHolding = useCallback(() => latest.current === null || waiting.current.length > 0, []);
  return { hold, isHolding };
}
