import { and, eq } from "drizzle-orm";
import { addMs, DAY_MS, toEpochMs } from "@/core/instant";
import { toLiteralBody } from "@/core/literal-body";
import { type Tx, withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { inboundMail } from "@/db/schema/inbound-mail";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, type VerbArgs } from "@/server/services/context";
import { ConflictError, parseInput } from "@/server/services/errors";
import { answerSender } from "@/server/services/replies/answer-sender";
import { endQuestion } from "@/server/services/replies/end-question";
import { answersTo, findReply } from "@/server/services/replies/internal";
import { answerInput } from "@/server/services/replies/schemas";
import { requestTouches } from "@/server/services/touches/request";

/**
 * Answers a reply by hand: a touch of its own (source `hand`) that obeys no cap, counts, and leaves through the sender's
 * transport like any other, claimed before it goes and never twice under the same `key`. It goes into the thread, to where
 * its author wants it, and the reply is done with it; what an unclear one had paused goes on.
 * @throws NotFoundError, InvalidError at `senderId`, ForbiddenError for a colleague's sender, ConflictError where nothing can be answered
 */
export async function answerReply(args: VerbArgs<typeof answerInput>): Promise<{ touchKey: string }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "replies.read");
  need(ctx, "tasks.write");
  const input = parseInput(answerInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const reply = await findReply(tx, workspaceId, input.id);
    const { mail, contact } = reply;
    const to = answersTo(reply);
    if (!to || contact.archivedAt !== null) throw new ConflictError("There is no address left to answer to");
    const from = await answerSender(tx, ctx, mail.touchId, input.senderId ?? null);
    const now = toEpochMs(ctx.now());
    await endQuestion(tx, ctx, mail.id, now);
    const { body, data } = toLiteralBody(input.text);
    const key = `answer/${mail.id}/${input.key}`;
    await requestTouches(tx, [
      {
        workspaceId,
        personId: contact.personId,
        contactId: contact.id,
        key,
        source: "hand",
        channel: "email",
        class: "sales",
        priority: 100,
        topicId: null,
        teamId: from.teamId,
        senderId: from.id,
        memberId: memberIdOf(ctx),
        companyId: contact.companyId,
        sequenceId: null,
        sequenceCreatedAt: null,
        enrollmentId: null,
        nodeId: null,
        broadcastId: null,
        templateFamily: null,
        correlationKey: null,
        promotes: [],
        answersReplyId: mail.signalId,
        repeat: { kind: "always" },
        nodeHours: null,
        request: {
          from: "content",
          subject: answerSubject(mail.subject),
          preview: "",
          body,
          threadKey: null,
          data,
          answers: {
            to,
            subject: answerSubject(mail.subject),
            messageIds: await threadIds(tx, workspaceId, mail),
          },
        },
        dueAt: now,
        deadlineAt: addMs(now, 7 * DAY_MS),
      },
    ]);
    await tx
      .update(inboundMail)
      .set({ handledAt: ctx.now(), handledBy: memberIdOf(ctx), snoozedUntil: null })
      .where(and(eq(inboundMail.workspaceId, workspaceId), eq(inboundMail.id, mail.id)));
    await writeAudit(tx, ctx, { action: "reply.answered", subjectRef: mail.id, personId: contact.personId });
    return { touchKey: key };
  });
}

/** In the language of the thread a prefix stands already; a subject that was empty gets words. */
const answerSubject = (subject: string): string =>
  subject.trim() === ""
    ? "Your mail"
    : /^\s*(?:re|aw|sv|antw)\s*:/i.test(subject)
      ? subject.trim()
      : `Re: ${subject.trim()}`;

/** Ids of the mail that was answered first, then of the answer. */
async function threadIds(
  tx: Tx,
  workspaceId: string,
  mail: { touchId: string | null; messageId: string | null },
): Promise<string[]> {
  const rows =
    mail.touchId === null ? [] : await queryRows<{ message_id: string }>(tx, ALIASES, [workspaceId, mail.touchId]);
  return [...rows.map(({ message_id }) => message_id), ...(mail.messageId === null ? [] : [mail.messageId])];
}

const ALIASES = `
select message_id from message_alias where workspace_id = $1 and touch_id = $2 order by created_at, message_id limit 20`;
