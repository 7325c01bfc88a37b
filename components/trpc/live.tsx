"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ChangedEntity } from "@/core/changed-entity";

/** Which queries a change makes stale, by the start of their path; "" is all of them. */
const stale: Readonly<Record<ChangedEntity | "everything", readonly string[]>> = {
  everything: [""],
  broadcast: ["broadcasts"],
  choice: ["contacts", "consents", "preferences", "suppressions", "journeys"],
  clock: ["clock", "workspace.get"],
  company: ["companies", "contacts"],
  contact: ["contacts", "companies", "segments", "journeys", "sequences.people"],
  draft: ["sequences.get", "sequences.list", "sequences.validate", "sequences.planPublish"],
  enrollment: [
    "sequences.list",
    "sequences.counts",
    "sequences.people",
    "sequences.versions",
    "sequences.moves",
    "journeys",
    "today",
  ],
  import: ["imports"],
  mailbox: ["mailboxes", "senders"],
  name: ["workspace", "senders", "topics", "products", "teams"],
  notification: ["notifications"],
  reply: ["replies", "journeys", "today", "contacts.get"], // a no to sales stands on the person
  rule: ["rules", "workspace.names"],
  sandbox: ["sandbox"],
  segment: ["segments", "workspace.names"],
  sequence: ["sequences", "workspace.names"],
  signal: ["journeys", "sequences.list", "sequences.counts", "replies", "today"],
  task: ["tasks", "today"],
  touch: ["journeys", "sequences.list", "sequences.counts", "attention", "today", "broadcasts.get", "broadcasts.list"],
  workspace: ["workspace", "settings", "clock"],
};

function pathsOf(entity: string): readonly string[] {
  return Object.entries(stale).find(([known]) => known === entity)?.[1] ?? [];
}

/** Path of a tRPC query ("sequences.counts") out of its key. */
function pathOf(key: readonly unknown[]): string {
  const [path] = key;
  return Array.isArray(path) ? path.join(".") : "";
}

const covers = (start: string, path: string): boolean => start === "" || path === start || path.startsWith(`${start}.`);

/** After an answer that is none, as a proxy gives while the server starts anew, a browser does not ask again. */
const LEAST_PAUSE_MS = 2_000;
const MOST_PAUSE_MS = 60_000;

/**
 * Hears what changed in the workspace and lets the queries on screen fetch again: within two seconds, without a reload. A
 * page nobody looks at hangs up (a browser holds six lines to a host) and catches up when it is looked at again.
 */
export function LiveUpdates({ workspace }: { workspace: string }) {
  const queryClient = useQueryClient();
  useEffect(() => {
    let source: EventSource | null = null;
    let fresh = true; // what is on screen was just fetched
    const hear = (message: MessageEvent<string>) => {
      const said: unknown = JSON.parse(message.data);
      const entities = Array.isArray(said) ? said.map(String) : [];
      const known = fresh && entities.every((entity) => entity === "everything");
      fresh = false;
      if (known) return;
      const starts = entities.flatMap(pathsOf);
      void queryClient.invalidateQueries({
        predicate: (query) => starts.some((start) => covers(start, pathOf(query.queryKey))),
      });
    };
    let pause = LEAST_PAUSE_MS;
    let again: ReturnType<typeof setTimeout> | undefined;
    const hangUp = () => {
      clearTimeout(again);
      source?.close();
      source = null;
    };
    const listen = () => {
      if (document.hidden) return hangUp();
      if (source !== null) return;
      const opened = new EventSource(`/api/live?workspace=${encodeURIComponent(workspace)}`);
      source = opened;
      opened.onmessage = (message) => {
        pause = LEAST_PAUSE_MS;
        hear(message);
      };
      opened.onerror = () => {
        if (opened.readyState !== EventSource.CLOSED) return; // a line that broke: the browser tries again by itself
        hangUp();
        again = setTimeout(listen, pause);
        pause = Math.min(MOST_PAUSE_MS, pause * 2);
      };
    };
    listen();
    document.addEventListener("visibilitychange", listen);
    return () => {
      document.removeEventListener("visibilitychange", listen);
      hangUp();
    };
  }, [workspace, queryClient]);
  return null;
}
