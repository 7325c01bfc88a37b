import type { Inngest } from "inngest";
import { signalRecorded } from "@/server/inngest/events";
import { enterBySignals } from "@/server/services/enrollments/enter-by-signals";

/** Judges the triggers of live sequences by what was stored and lets people in, at most once by each signal. */
export const enrollOnTrigger = (inngest: Inngest) =>
  inngest.createFunction(
    { id: "enroll-on-trigger", name: "Enroll by triggers", triggers: [signalRecorded], retries: 10 },
    async ({ event, step }) => {
      const { workspaceId, signalIds } = event.data;
      return step.run("enroll", async () => {
        const outcomes = await enterBySignals(workspaceId, signalIds);
        return { entered: outcomes.filter(({ ok }) => ok).length, refused: outcomes.filter(({ ok }) => !ok).length };
      });
    },
  );
