import { cron, type Inngest } from "inngest";
import { sideBySide } from "@/server/inngest/side-by-side";
import { tellLaunches, workspacesWithLaunches } from "@/server/services/launches/tell";

/** Every quarter of an hour: support hears of what starts within a day. */
export const tellOfLaunches = (inngest: Inngest) =>
  inngest.createFunction(
    { id: "tell-launches", name: "Tell support what starts", triggers: [cron("*/15 * * * *")], retries: 1 },
    async ({ step }) => {
      const workspaces = await step.run("workspaces", () => workspacesWithLaunches());
      const steps = sideBySide(step, "launches");
      let told = 0;
      for (const id of workspaces) told += (await steps.run(`tell ${id}`, () => tellLaunches(id)))?.told ?? 0;
      steps.end();
      return { told };
    },
  );
