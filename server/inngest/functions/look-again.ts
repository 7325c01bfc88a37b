import type { Inngest } from "inngest";
import { toEpochMs } from "@/core/instant";
import { withOwner } from "@/db/client";
import { peopleLookAgain } from "@/server/inngest/events";
import { lookAgainAtWaiters } from "@/server/services/touches/look";

/** Rings the alarms of a workspace's people set by set after a rule or a pause changed; each set asks for the next one. */
export const lookAgainAtPeople = (inngest: Inngest) =>
  inngest.createFunction(
    { id: "look-again", name: "Look again at who waits", triggers: [peopleLookAgain], retries: 10 },
    async ({ event, step }) => {
      const { workspaceId, at, after, ...of } = event.data;
      await step.run("ring", () => withOwner((tx) => lookAgainAtWaiters(tx, workspaceId, of, toEpochMs(at), after)));
    },
  );
