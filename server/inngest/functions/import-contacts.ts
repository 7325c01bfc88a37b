import type { Inngest } from "inngest";
import { importStarted } from "@/server/inngest/events";
import { failImport, runImportBatch } from "@/server/services/imports/run";

/** Imports a CSV batch by batch. A lost run is started again by a retry and goes on at the job's cursor. */
export const importContacts = (inngest: Inngest) =>
  inngest.createFunction(
    {
      id: "import-contacts",
      name: "Import contacts",
      triggers: [importStarted],
      idempotency: "event.data.id",
      concurrency: { key: "event.data.workspaceId", limit: 1 },
      retries: 5,
      onFailure: async ({ event }) => {
        const { workspaceId, id } = importStarted.schema.parse(event.data.event.data);
        await failImport(
          workspaceId,
          id,
          "Something went wrong on our side. What was imported stays; start the rest again.",
        );
      },
    },
    async ({ event, step }) => {
      const { workspaceId, id } = event.data;
      for (let batch = 1; ; batch += 1) {
        const { over } = await step.run(`batch ${batch}`, () => runImportBatch(workspaceId, id));
        if (over) return { batches: batch };
      }
    },
  );
