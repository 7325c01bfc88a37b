import { cron, type Inngest } from "inngest";
import { resealCredentials } from "@/server/services/credentials/reseal";

/** Every hour: what is sealed with an older key gets the newest one. */
export const resealCredentialsFunction = (inngest: Inngest) =>
  inngest.createFunction(
    {
      id: "reseal-credentials",
      name: "Seal credentials with the newest key",
      triggers: [cron("7 * * * *")],
      retries: 1,
    },
    ({ step }) => step.run("reseal", () => resealCredentials()),
  );
