import { and, eq } from "drizzle-orm";
import { toEmailKey } from "@/core/address";
import { toEpochMs } from "@/core/instant";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { contact as contactTable } from "@/db/schema/contact";
import { inboundMail } from "@/db/schema/inbound-mail";
import { notification } from "@/db/schema/task";
import { writeAudit } from "@/server/services/audit-log";
import { checkOwner, contactTaken } from "@/server/services/contacts/internal";
import { nameOf } from "@/server/services/contacts/name-of";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { InvalidError, NotFoundError, parseInput } from "@/server/services/errors";
import { endQuestion } from "@/server/services/replies/end-question";
import { findReply } from "@/server/services/replies/internal";
import { handInput, replyIdInput, senderIsInput, snoozeInput } from "@/server/services/replies/schemas";
import { refuseDuplicates } from "@/server/services/unique";

type Change = Partial<typeof inboundMail.$inferInsert>;

async function change(ctx: ServiceContext, id: string, values: Change): Promise<{ ok: true }> {
  need(ctx, "tasks.write");
  const changed = await withWorkspace(ctx, async (tx) => {
    if (values.handledAt) await endQuestion(tx, ctx, id, toEpochMs(values.handledAt));
    return tx
      .update(inboundMail)
      .set(values)
      .where(and(eq(inboundMail.workspaceId, ctx.workspaceId), eq(inboundMail.id, id)))
      .returning({ id: inboundMail.id });
  });
  if (changed.length === 0) throw new NotFoundError("reply");
  return { ok: true };
}

/** Nothing more to do about it, so that what an unclear one had paused goes on; or there is again. @throws NotFoundError */
export async function markReplyDone(args: VerbArgs<typeof replyIdInput> & { done: boolean }): Promise<{ ok: true }> {
  const { id } = parseInput(replyIdInput, args.input);
  const { ctx } = args;
  return change(
    ctx,
    id,
    args.done
      ? { handledAt: ctx.now(), handledBy: memberIdOf(ctx), snoozedUntil: null }
      : { handledAt: null, handledBy: null, snoozedUntil: null },
  );
}

/** Out of sight until then. @throws NotFoundError, InvalidError at `until` */
export async function snoozeReply(args: VerbArgs<typeof snoozeInput>): Promise<{ ok: true }> {
  const { id, until } = parseInput(snoozeInput, args.input);
  if (until <= args.ctx.now()) throw InvalidError.at("until", "Choose a time that lies ahead");
  return change(args.ctx, id, { snoozedUntil: until, handledAt: null, handledBy: null });
}

/** Gives it to a colleague, who is told; to nobody: whoever has time. @throws NotFoundError, InvalidError at `memberId` */
export async function handReply(args: VerbArgs<typeof handInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "tasks.write");
  const { id, memberId, note } = parseInput(handInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const { mail, contact } = await findReply(tx, workspaceId, id);
    await checkOwner(tx, workspaceId, memberId).catch((error: unknown) => {
      if (error instanceof InvalidError) throw InvalidError.at("memberId", "This person does not work here");
      throw error;
    });
    await tx
      .update(inboundMail)
      .set({ ownerId: memberId, handledAt: null, handledBy: null, snoozedUntil: null, lateToldAt: null })
      .where(and(eq(inboundMail.workspaceId, workspaceId), eq(inboundMail.id, id)));
    await writeAudit(tx, ctx, { action: "reply.handed", subjectRef: id, personId: mail.personId, data: { memberId } });
    if (memberId === null || memberId === memberIdOf(ctx)) return;
    await tx.insert(notification).values({
      id: newId("notification"),
      workspaceId,
      memberId,
      title: `A reply of ${nameOf(contact)} is yours now`,
      body: note,
      href: `/replies?reply=${id}`,
      createdAt: ctx.now(),
    });
  });
  return { ok: true };
}

/**
 * Whether an answer from another address is by the same person. If so that address becomes one of theirs: the ledger,
 * choices and the next answer count for the person. @throws NotFoundError, ConflictError when it is another contact's
 */
export async function tellSender(args: VerbArgs<typeof senderIsInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "contacts.write");
  const { id, is } = parseInput(senderIsInput, args.input);
  await refuseDuplicates(contactTaken, () =>
    withWorkspace(ctx, async (tx) => {
      const { mail, contact } = await findReply(tx, workspaceId, id);
      const emailKey = toEmailKey(mail.fromAddress);
      if (is === "same" && emailKey !== null && emailKey !== contact.emailKey) {
        await tx.insert(contactTable).values({
          id: newId("contact"),
          workspaceId,
          personId: contact.personId,
          companyId: contact.companyId,
          email: mail.fromAddress,
          emailKey,
          firstName: contact.firstName,
          lastName: contact.lastName,
          country: contact.country,
          timeZone: contact.timeZone,
          timeZoneSource: contact.timeZoneSource,
          ownerId: contact.ownerId,
          source: "reply",
        });
      }
      await tx
        .update(inboundMail)
        .set({ senderIs: is })
        .where(and(eq(inboundMail.workspaceId, workspaceId), eq(inboundMail.id, id)));
      await writeAudit(tx, ctx, { action: "reply.sender-told", subjectRef: id, personId: mail.personId, data: { is } });
    }),
  );
  return { ok: true };
}
