import { cron, type Inngest } from "inngest";
import { ownerSql } from "@/db/client";
import { sweepBroadcasts } from "@/server/services/broadcasts/due";
import { resumeMoves } from "@/server/services/clock/replay";
import { pruneRuntime } from "@/server/services/enrollments/prune-runtime";
import { sweepEnrollments } from "@/server/services/enrollments/sweep-enrollments";
import { sweepCarrying } from "@/server/services/sequences/carry";
import { settleSignals } from "@/server/services/signals/settle";
import { resumeVersionMoves } from "@/server/services/version-moves/resume";

/** Every minute: wakes nobody ate, runs and clock moves that got lost, signals whose settle time is over, broadcasts, pauses and ends of whole sequences, rows that have served. */
export const sweepDueEnrollments = (inngest: Inngest) =>
  inngest.createFunction(
    { id: "sweep-due-enrollments", name: "Sweep what is overdue", triggers: [cron("* * * * *")], retries: 0 },
    async ({ step }) => {
      const settled = await step.run("settle signals", () => settleSignals(ownerSql()));
      const swept = await step.run("sweep enrollments", () => sweepEnrollments(ownerSql()));
      await step.run("resume clock moves", () => resumeMoves(ownerSql()));
      await step.run("sweep broadcasts", () => sweepBroadcasts(ownerSql()));
      await step.run("resume version moves", () => resumeVersionMoves(ownerSql()));
      await step.run("prune", () => pruneRuntime(ownerSql()));
      await step.run("carry sequences through", () => sweepCarrying(ownerSql()));
      return { ...swept, settled };
    },
  );
