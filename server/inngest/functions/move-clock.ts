import type { Inngest } from "inngest";
import { ownerSql } from "@/db/client";
import { clockMoveStarted } from "@/server/inngest/events";
import { replayClock } from "@/server/services/clock/replay";

/** How long one step replays before it lets the engine note that it lives. */
const STEP_MS = 10_000;

/** Moves a sandbox workspace's clock: replays instants until the target is reached or a member stops it (SEMANTICS §10). */
export const moveClockFunction = (inngest: Inngest) =>
  inngest.createFunction(
    {
      id: "move-clock",
      name: "Move a sandbox clock",
      triggers: [clockMoveStarted],
      idempotency: "event.data.id",
      concurrency: { key: "event.data.workspaceId", limit: 1 },
      retries: 10,
    },
    async ({ event, step }) => {
      const { workspaceId, id } = event.data;
      for (let part = 1; ; part += 1) {
        const over = await step.run(`replay ${part}`, () => replayClock(ownerSql(), workspaceId, id, STEP_MS));
        if (over) return { parts: part };
      }
    },
  );
