import type { Inngest } from "inngest";
import { ownerSql } from "@/db/client";
import { signalRecorded } from "@/server/inngest/events";
import { forgetOutbox } from "@/server/outbox/forget-outbox";
import { enterBySignals } from "@/server/services/enrollments/enter-by-signals";

/** Judges the triggers of live sequences by what was stored and lets people in, at most once by each signal. */
export const enrollOnTrigger = (inngest: Inngest) =>
  inngest.createFunction(
    { id: "enroll-on-trigger", name: "Enroll by triggers", triggers: [signalRecorded], retries: 10 },
    async ({ event, step }) => {
      const { workspaceId, signalIds } = event.data;
      return step.run("enroll", async () => {
        const outcomes = await enterBySignals(workspaceId, signalIds);
        if (event.id !== undefined) await forgetOutbox(ownerSql(), event.id);
        return { entered: outcomes.filter(({ ok }) => ok).length, refused: outcomes.filter(({ ok }) => !ok).length };
      });
    },
  );
