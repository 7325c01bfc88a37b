import type { Inngest } from "inngest";
import { ownerSql } from "@/db/client";
import { contactChanged, signalRecorded } from "@/server/inngest/events";
import { forgetOutbox } from "@/server/outbox/forget-outbox";
import { enterByFacts } from "@/server/services/enrollments/enter-by-facts";
import { enterBySignals } from "@/server/services/enrollments/enter-by-signals";

/**
 * Judges the triggers of live sequences by what was stored and lets people in: by each signal at most once, by a tag or
 * segment when it begins to hold.
 */
export const enrollOnTrigger = (inngest: Inngest) =>
  inngest.createFunction(
    { id: "enroll-on-trigger", name: "Enroll by triggers", triggers: [signalRecorded, contactChanged], retries: 10 },
    async ({ event, step }) =>
      step.run("enroll", async () => {
        const entered =
          "signalIds" in event.data
            ? (await enterBySignals(event.data.workspaceId, event.data.signalIds)).filter(({ ok }) => ok).length
            : await enterByFacts(event.data.workspaceId, event.data.contactIds);
        if (event.id !== undefined) await forgetOutbox(ownerSql(), event.id);
        return { entered };
      }),
  );
