import { DAY_MS } from "@/core/instant";
import type { WaitingTouch } from "./touch";

/** Planned touches due within this time stand in the order as rivals. */
export const LOOK_AHEAD_MS = DAY_MS;

/** Touches that obey caps gather this long (workspace time) after the first is due, so that they are judged together. */
export const GATHER_MS = 2_000;

/** Shelf life of a touch whose node does not say. */
export const SHELF_LIFE_MS = 7 * DAY_MS;

/**
 * Total order of the waiting: priority desc, deadline asc, due asc, sequence created asc, id. Those a member let go early
 * stand before all, since they yield to nobody. Never 0 for two touches.
 */
export function compareWaiting(a: WaitingTouch, b: WaitingTouch): number {
  return (
    Number(b.override !== null) - Number(a.override !== null) ||
    b.priority - a.priority ||
    a.deadlineAt - b.deadlineAt ||
    a.dueAt - b.dueAt ||
    a.sequenceCreatedAt - b.sequenceCreatedAt ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}
