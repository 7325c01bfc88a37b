import { right, router, workspaceProcedure } from "@/server/api/trpc";
import {
  listLaunches,
  markLaunchSeen,
  markSeenInput,
  planLaunch,
  planLaunchInput,
} from "@/server/services/launches/manage";

export const launchesRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listLaunches({ ctx: ctx.service })),
  markSeen: workspaceProcedure
    .input(markSeenInput)
    .mutation(({ ctx, input }) => markLaunchSeen({ ctx: ctx.service, input })),
  plan: right("launches.write")
    .input(planLaunchInput)
    .mutation(({ ctx, input }) => planLaunch({ ctx: ctx.service, input })),
});
