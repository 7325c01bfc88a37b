import type { Inngest } from "inngest";
import { versionMoveStarted } from "@/server/inngest/events";
import { failMove, runMoveBatch } from "@/server/services/version-moves/run";

/** Mails on their way are looked at again after this long. */
const LEAVING = "15s";

/**
 * Moves the people inside a sequence to a new version, or back, batch by batch. A lost run is followed by another (sweep) and
 * goes on at the move's cursor.
 */
export const moveToVersion = (inngest: Inngest) =>
  inngest.createFunction(
    {
      id: "move-to-version",
      name: "Move people to a version",
      triggers: [versionMoveStarted],
      idempotency: `event.data.id + "-" + string(event.data.round)`,
      concurrency: { key: "event.data.id", limit: 1 },
      retries: 5,
      onFailure: async ({ event }) => {
        const { workspaceId, id } = versionMoveStarted.schema.parse(event.data.event.data);
        await failMove(workspaceId, id, "Something went wrong on our side. Who was moved stays moved.");
      },
    },
    async ({ event, step }) => {
      const { workspaceId, id } = event.data;
      for (let batch = 1; ; batch += 1) {
        const end = await step.run(`batch ${batch}`, () => runMoveBatch(workspaceId, id));
        if (end === "over") return { batches: batch };
        if (end === "leaving") {
          await step.waitForEvent(`mails leave ${batch}`, {
            event: versionMoveStarted,
            if: "event.data.id == async.data.id",
            timeout: LEAVING,
          });
        }
      }
    },
  );
