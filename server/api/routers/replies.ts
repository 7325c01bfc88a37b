import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { answerReply } from "@/server/services/replies/answer";
import { listAttachments } from "@/server/services/replies/attachments";
import { correctReply } from "@/server/services/replies/correct";
import { getReply } from "@/server/services/replies/get";
import { handReply, markReplyDone, snoozeReply, tellSender } from "@/server/services/replies/handle";
import { countOpenReplies, listReplies } from "@/server/services/replies/list";
import { previewAnswer } from "@/server/services/replies/preview-answer";
import { readRefusals } from "@/server/services/replies/refusals";
import {
  createSavedAnswer,
  fillSavedAnswer,
  listSavedAnswers,
  removeSavedAnswer,
  updateSavedAnswer,
} from "@/server/services/replies/saved-answers";
import {
  answerInput,
  correctInput,
  fillAnswerInput,
  getReplyInput,
  handInput,
  listRepliesInput,
  previewInput,
  refusalsInput,
  replyIdInput,
  savedAnswerInput,
  senderIsInput,
  snoozeInput,
  updateSavedAnswerInput,
} from "@/server/services/replies/schemas";

const write = right("tasks.write");

export const repliesRouter = router({
  list: workspaceProcedure.input(listRepliesInput).query(({ ctx, input }) => listReplies({ ctx: ctx.service, input })),
  counts: workspaceProcedure.query(({ ctx }) => countOpenReplies({ ctx: ctx.service })),
  attachments: right("replies.read")
    .input(getReplyInput)
    .query(({ ctx, input }) => listAttachments({ ctx: ctx.service, input })),
  get: workspaceProcedure.input(getReplyInput).query(({ ctx, input }) => getReply({ ctx: ctx.service, input })),
  correct: right("replies.correct")
    .input(correctInput)
    .mutation(({ ctx, input }) => correctReply({ ctx: ctx.service, input })),
  done: write.input(replyIdInput).mutation(({ ctx, input }) => markReplyDone({ ctx: ctx.service, input, done: true })),
  reopen: write
    .input(replyIdInput)
    .mutation(({ ctx, input }) => markReplyDone({ ctx: ctx.service, input, done: false })),
  snooze: write.input(snoozeInput).mutation(({ ctx, input }) => snoozeReply({ ctx: ctx.service, input })),
  hand: write.input(handInput).mutation(({ ctx, input }) => handReply({ ctx: ctx.service, input })),
  sender: right("contacts.write")
    .input(senderIsInput)
    .mutation(({ ctx, input }) => tellSender({ ctx: ctx.service, input })),
  answer: right("replies.read")
    .input(answerInput)
    .mutation(({ ctx, input }) => answerReply({ ctx: ctx.service, input })),
  preview: workspaceProcedure.input(previewInput).query(({ ctx, input }) => previewAnswer({ ctx: ctx.service, input })),
  refusals: right("enroll")
    .input(refusalsInput)
    .query(({ ctx, input }) => readRefusals({ ctx: ctx.service, input })),
  savedAnswers: workspaceProcedure.query(({ ctx }) => listSavedAnswers({ ctx: ctx.service })),
  createSavedAnswer: write
    .input(savedAnswerInput)
    .mutation(({ ctx, input }) => createSavedAnswer({ ctx: ctx.service, input })),
  updateSavedAnswer: write
    .input(updateSavedAnswerInput)
    .mutation(({ ctx, input }) => updateSavedAnswer({ ctx: ctx.service, input })),
  removeSavedAnswer: write
    .input(replyIdInput)
    .mutation(({ ctx, input }) => removeSavedAnswer({ ctx: ctx.service, input })),
  fillSavedAnswer: workspaceProcedure
    .input(fillAnswerInput)
    .query(({ ctx, input }) => fillSavedAnswer({ ctx: ctx.service, input })),
});
