import { cron, type Inngest } from "inngest";
import { ownerSql } from "@/db/client";
import { sideBySide } from "@/server/inngest/side-by-side";
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
      const steps = sideBySide(step, "sweep");
      const settled = await steps.run("settle signals", async () => ({ settled: await settleSignals(ownerSql()) }));
      const swept = await steps.run("sweep enrollments", async () => ({ ...(await sweepEnrollments(ownerSql())) }));
      await steps.run("resume clock moves", async () => ({ moves: await resumeMoves(ownerSql()) }));
      await steps.run("sweep broadcasts", () => sweepBroadcasts(ownerSql()));
      await steps.run("resume version moves", async () => ({ moves: await resumeVersionMoves(ownerSql()) }));
      await steps.run("prune", async () => {
        await pruneRuntime(ownerSql());
        return {};
      });
      await steps.run("carry sequences through", async () => {
        await sweepCarrying(ownerSql());
        return {};
      });
      steps.end();
      return { ...swept, ...settled };
    },
  );
