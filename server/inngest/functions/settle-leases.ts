import { cron, type Inngest } from "inngest";
import { transportOf } from "@/server/services/touches/open-transports";
import { settleLeases } from "@/server/services/touches/settle-leases";

/** Every minute: claims and hand-overs that a crash left behind. */
export const settleTouchLeases = (inngest: Inngest) =>
  inngest.createFunction(
    { id: "settle-leases", name: "Settle lapsed hand-overs", triggers: [cron("* * * * *")], retries: 0 },
    ({ step }) => step.run("settle leases", () => settleLeases(transportOf)),
  );
