import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { listArchivedSenders, listSenders } from "@/server/services/senders/list";
import {
  createSenderInput,
  restoreSenderInput,
  senderIdInput,
  updateSenderInput,
} from "@/server/services/senders/schemas";
import { resetBreaker, testSender, testSenderInput } from "@/server/services/senders/try-out";
import { archiveSender, createSender, restoreSender, updateSender } from "@/server/services/senders/write";

const write = right("sender.write");

export const sendersRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listSenders({ ctx: ctx.service })),
  create: write.input(createSenderInput).mutation(({ ctx, input }) => createSender({ ctx: ctx.service, input })),
  update: write.input(updateSenderInput).mutation(({ ctx, input }) => updateSender({ ctx: ctx.service, input })),
  archive: write.input(senderIdInput).mutation(({ ctx, input }) => archiveSender({ ctx: ctx.service, input })),
  archived: workspaceProcedure.query(({ ctx }) => listArchivedSenders({ ctx: ctx.service })),
  restore: write.input(restoreSenderInput).mutation(({ ctx, input }) => restoreSender({ ctx: ctx.service, input })),
  test: write.input(testSenderInput).mutation(({ ctx, input }) => testSender({ ctx: ctx.service, input })),
  resetBreaker: write.input(senderIdInput).mutation(({ ctx, input }) => resetBreaker({ ctx: ctx.service, input })),
});
