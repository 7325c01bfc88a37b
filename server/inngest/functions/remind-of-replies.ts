import { cron, type Inngest } from "inngest";
import { mailDigests } from "@/server/services/notifications/digest";
import { remindOfReplies } from "@/server/services/replies/remind";

/** Every ten minutes: replies that have waited for a working day, and what members want to hear by mail. */
export const remindOfRepliesFunction = (inngest: Inngest) =>
  inngest.createFunction(
    { id: "remind-of-replies", name: "Remind of replies", triggers: [cron("*/10 * * * *")], retries: 0 },
    async ({ step }) => ({
      late: await step.run("remind", () => remindOfReplies()),
      mailed: await step.run("mail digests", () => mailDigests()),
    }),
  );
