import { cron, type Inngest } from "inngest";
import { sideBySide } from "@/server/inngest/side-by-side";
import { mailDigests } from "@/server/services/notifications/digest";
import { remindOfReplies } from "@/server/services/replies/remind";

/** Every ten minutes: replies that have waited for a working day, and what members want to hear by mail. */
export const remindOfRepliesFunction = (inngest: Inngest) =>
  inngest.createFunction(
    { id: "remind-of-replies", name: "Remind of replies", triggers: [cron("*/10 * * * *")], retries: 0 },
    async ({ step }) => {
      const steps = sideBySide(step, "reminders");
      const reminded = await steps.run("remind", async () => ({ late: await remindOfReplies() }));
      const digests = await steps.run("mail digests", async () => ({ mailed: await mailDigests() }));
      steps.end();
      return { ...reminded, ...digests };
    },
  );
