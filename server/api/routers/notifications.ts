import { router, workspaceProcedure } from "@/server/api/trpc";
import { listNotifications, markRead, markReadInput } from "@/server/services/notifications/manage";

export const notificationsRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listNotifications({ ctx: ctx.service })),
  markRead: workspaceProcedure.input(markReadInput).mutation(({ ctx, input }) => markRead({ ctx: ctx.service, input })),
});
