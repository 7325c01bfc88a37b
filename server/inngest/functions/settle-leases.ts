import { cron, type Inngest } from "inngest";
import { ownerSql } from "@/db/client";
import { sweepBreakers } from "@/server/services/senders/judge-senders";
import { transportOf } from "@/server/services/touches/open-transports";
import { settleLeases } from "@/server/services/touches/settle-leases";

/** Every minute: claims and hand-overs that a crash left behind, and senders whose cool-down is over. */
export const settleTouchLeases = (inngest: Inngest) =>
  inngest.createFunction(
    { id: "settle-leases", name: "Settle lapsed hand-overs", triggers: [cron("* * * * *")], retries: 0 },
    async ({ step }) => {
      const breakers = await step.run("sweep breakers", () => sweepBreakers(ownerSql()));
      return { ...(await step.run("settle leases", () => settleLeases(transportOf))), breakers };
    },
  );
