import type { Inngest } from "inngest";
import { ownerSql } from "@/db/client";
import { clockMoveStarted } from "@/server/inngest/events";
import { goOn, replayClock } from "@/server/services/clock/replay";

/** How long one run replays: a worker that is told to stop need not wait longer, and no run grows without end. */
const RUN_MS = 5_000;

/**
 * Moves a sandbox workspace's clock: replays instants until the target is reached or a member stops it (SEMANTICS §10), a
 * few seconds a run; the next one is asked for where this one ends. What got lost in between the sweep starts again.
 */
export const moveClockFunction = (inngest: Inngest) =>
  inngest.createFunction(
    {
      id: "move-clock",
      name: "Move a sandbox clock",
      triggers: [clockMoveStarted],
      concurrency: { key: "event.data.workspaceId", limit: 1 },
      retries: 10,
    },
    async ({ event, step }) => {
      const { workspaceId, id } = event.data;
      const over = await step.run("replay", () => replayClock(ownerSql(), workspaceId, id, RUN_MS));
      if (!over) await step.run("go on", () => goOn(ownerSql(), workspaceId, id));
      return { over };
    },
  );
