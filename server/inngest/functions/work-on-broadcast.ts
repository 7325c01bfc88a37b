import type { Inngest } from "inngest";
import { broadcastWork } from "@/server/inngest/events";
import { goOnWithBroadcast, workOnBroadcast } from "@/server/services/broadcasts/work";

/** How long one run works: a worker that is told to stop need not wait longer, and no run grows without end. */
const RUN_MS = 5_000;

/**
 * Makes a broadcast's messages in sets, or takes back those of a cancelled one. When each leaves is the governor's business.
 * What got lost in between the sweep asks for again.
 */
export const workOnBroadcasts = (inngest: Inngest) =>
  inngest.createFunction(
    {
      id: "work-on-broadcast",
      name: "Make a broadcast's messages",
      triggers: [broadcastWork],
      concurrency: { key: "event.data.id", limit: 1 },
      retries: 10,
    },
    async ({ event, step }) => {
      const { workspaceId, id } = event.data;
      const over = await step.run("make messages", () => workOnBroadcast(workspaceId, id, RUN_MS));
      if (!over) await step.run("go on", () => goOnWithBroadcast(workspaceId, id));
      return { over };
    },
  );
