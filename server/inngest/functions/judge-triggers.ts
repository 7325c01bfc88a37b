import { cron, type Inngest } from "inngest";
import { ownerSql } from "@/db/client";
import { sideBySide } from "@/server/inngest/side-by-side";
import { judgeTimed, workspacesWithTriggers } from "@/server/services/enrollments/judge-timed";

/** Every ten minutes: people whose date has come; every hour: segments, whose conditions may be about days. */
export const judgeTriggers = (inngest: Inngest) =>
  inngest.createFunction(
    { id: "judge-triggers", name: "Enroll by date and segment", triggers: [cron("*/10 * * * *")], retries: 1 },
    async ({ step }) => {
      const workspaces = await step.run("workspaces", () => workspacesWithTriggers(ownerSql()));
      const steps = sideBySide(step, "triggers");
      let entered = 0;
      for (const id of workspaces) {
        const judged = await steps.run(`judge ${id}`, async () => ({ entered: await judgeTimed(id) }));
        entered += judged?.entered ?? 0;
      }
      steps.end();
      return { entered };
    },
  );
