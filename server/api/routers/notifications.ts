import { router, workspaceProcedure } from "@/server/api/trpc";
import { chooseMail, mailChoiceInput, readMailChoice } from "@/server/services/notifications/choice";
import { listNotifications, markRead, markReadInput } from "@/server/services/notifications/manage";

export const notificationsRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listNotifications({ ctx: ctx.service })),
  choice: workspaceProcedure.query(({ ctx }) => readMailChoice({ ctx: ctx.service })),
  choose: workspaceProcedure
    .input(mailChoiceInput)
    .mutation(({ ctx, input }) => chooseMail({ ctx: ctx.service, input })),
  markRead: workspaceProcedure.input(markReadInput).mutation(({ ctx, input }) => markRead({ ctx: ctx.service, input })),
});
