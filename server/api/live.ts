import "server-only";
import { CHANGE_CHANNEL } from "@/db/change-feed";
import { database } from "@/db/client";
import { logger } from "@/server/log";

type Listener = (entity: string) => void;

interface Hub {
  readonly listeners: Map<string, Set<Listener>>;
}

const log = logger("live");
const hubs = new WeakMap<object, Promise<Hub>>();

/**
 * Calls `listener` with the kind of row whenever something of the workspace changed, from now on. One connection per process
 * hears for all; it reconnects by itself. `onGap` is called when notes may have been missed.
 * @returns stops it
 */
export async function listenTo(workspaceId: string, listener: Listener): Promise<() => void> {
  const { listeners } = await openHub();
  const mine = listeners.get(workspaceId) ?? new Set();
  mine.add(listener);
  listeners.set(workspaceId, mine);
  return () => {
    mine.delete(listener);
    if (mine.size === 0 && listeners.get(workspaceId) === mine) listeners.delete(workspaceId);
  };
}

/** What is said when anything may have changed: after a reconnect. */
export const EVERYTHING = "everything";

function openHub(): Promise<Hub> {
  const sql = database().ownerSql;
  const known = hubs.get(sql);
  if (known) return known;
  const hub: Hub = { listeners: new Map() };
  const opening = sql
    .listen(
      CHANGE_CHANNEL,
      (note) => {
        const [workspaceId = "", entity = ""] = note.split(" ");
        for (const listener of hub.listeners.get(workspaceId) ?? []) listener(entity);
      },
      () => {
        for (const set of hub.listeners.values()) for (const listener of set) listener(EVERYTHING);
      },
    )
    .then(() => hub);
  hubs.set(sql, opening);
  opening.catch((err: unknown) => {
    hubs.delete(sql); // the next one tries again
    log.error({ err }, "the change feed cannot be heard");
  });
  return opening;
}
