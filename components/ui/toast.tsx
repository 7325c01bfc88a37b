"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useSyncExternalStore } from "react";

export interface Notice {
  title: string;
  description?: ReactNode;
  /** One way on or back: "Undo". */
  action?: { label: string; onSelect: () => void };
  tone?: "success" | "error" | "warning" | "info";
  durationMs?: number;
}

const waiting: Notice[] = [];
const listeners = new Set<() => void>();
let told = 0;

/** Says what just happened. */
export function notify(notice: Notice): void {
  waiting.push(notice);
  told += 1;
  for (const listener of listeners) listener();
}

// Fetched with the first notice: most pages never say one.
const ToastStage = dynamic(() => import("./toast-stage").then((module) => module.ToastStage), { ssr: false });

const take = (): Notice[] => waiting.splice(0);
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Once per app: the place of notices. */
export function Toaster() {
  const count = useSyncExternalStore(
    subscribe,
    () => told,
    () => 0,
  );
  return count > 0 ? <ToastStage count={count} take={take} /> : null;
}
