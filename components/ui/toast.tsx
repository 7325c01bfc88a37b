"use client";

import { type ReactNode, useEffect, useState, useSyncExternalStore } from "react";
import { lateModule } from "./late-module";

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
const stage = lateModule(() => import("./toast-stage").then((module) => module.ToastStage));

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
  const [Stage, setStage] = useState(stage.now);
  const [isPlain, setPlain] = useState(false);
  useEffect(() => {
    if (count === 0 || Stage !== null) return;
    const load = () =>
      void stage.load().then(
        (loaded) => setStage(() => loaded),
        (error: unknown) => {
          console.error(error);
          setPlain(true);
        },
      );
    load();
    window.addEventListener("online", load);
    return () => window.removeEventListener("online", load);
  }, [count, Stage]);
  if (Stage) return <Stage count={count} take={take} />;
  return isPlain ? <PlainNotice onClose={() => setPlain(false)} /> : null;
}

/** The newest one, where their stage cannot be fetched: what has no connection is often what there is to say. */
function PlainNotice({ onClose }: { onClose: () => void }) {
  const notice = waiting.at(-1);
  if (notice === undefined) return null;
  return (
    <div
      role="alert"
      className="fixed right-6 bottom-6 z-50 max-w-sm rounded-card border border-line bg-surface p-3.5 text-base text-ink shadow-float"
    >
      <p className="font-medium">{notice.title}</p>
      <p className="text-ink2 text-sm">{notice.description}</p>
      <button type="button" onClick={onClose} className="mt-2 font-medium text-sm underline">
        Close
      </button>
    </div>
  );
}
