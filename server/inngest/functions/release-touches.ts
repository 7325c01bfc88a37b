import type { Inngest } from "inngest";
import { smallSetsSql } from "@/db/client";
import { touchesDue } from "@/server/inngest/events";
import { lookAtSent } from "@/server/mailbox/look-at-sent";
import { decidePeople } from "@/server/services/touches/decide";
import { handOverTouches } from "@/server/services/touches/hand-over";
import { stillRinging } from "@/server/services/touches/look";
import { transportOf } from "@/server/services/touches/open-transports";

/**
 * Lets go what may go for people whose alarm has rung: decides under their locks, then hands over what was claimed. Claim,
 * act, mark: a crash between the two leaves claims that lapse and are decided again.
 */
export const releaseTouches = (inngest: Inngest) =>
  inngest.createFunction(
    { id: "release-touches", name: "Release touches", triggers: [touchesDue], retries: 2 },
    async ({ event, step }) => {
      const { workspaceId, personIds } = event.data;
      const decided = await step.run("decide", async () => {
        const ringing = await stillRinging(smallSetsSql(), workspaceId, personIds);
        if (ringing.length > 0) await lookAtSent(workspaceId, ringing);
        return decidePeople(workspaceId, ringing);
      });
      if (decided.claimed.length === 0) return decided;
      await step.run("hand over", () => handOverTouches(workspaceId, decided.claimed, transportOf));
      return decided;
    },
  );
