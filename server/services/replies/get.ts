import { and, asc, desc, eq, gt, isNotNull, or, sql } from "drizzle-orm";
import { humanReplyClasses, type ReplyClass, type ReplyEvidence } from "@/core/reply-class";
import type { MatchConfidence, MatchProbe } from "@/core/reply-match";
import { type Tx, withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { audit } from "@/db/schema/audit";
import { enrollment } from "@/db/schema/enrollment";
import { inboundMail, replyEffect } from "@/db/schema/inbound-mail";
import { sequence } from "@/db/schema/sequence";
import { touch } from "@/db/schema/touch";
import { realNow } from "@/server/clock";
import { hideKeys } from "@/server/mail/hide-keys";
import { cleanMailHtml } from "@/server/mailbox/clean-html";
import { writeAudit } from "@/server/services/audit-log";
import { nameOf } from "@/server/services/contacts/name-of";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { answersTo, findReply, replyColumns } from "@/server/services/replies/internal";
import { getReplyInput } from "@/server/services/replies/schemas";
import { loadOutgoing } from "@/server/services/touches/load-outgoing";

/** One mail of a thread, either way. */
export interface ThreadMail {
  readonly id: string;
  readonly way: "in" | "out";
  readonly at: Date;
  readonly who: string;
  readonly subject: string;
  readonly text: string;
  /** This very reply. */
  readonly isThis: boolean;
}

/** A look at the same mail within this time is one look in the audit log. */
const ONE_LOOK_MS = 3_600_000;

/**
 * A reply with everything around it. Reading what somebody wrote is a right of its own and is written down; without it the
 * words are left out. @throws NotFoundError
 */
export async function getReply(args: VerbArgs<typeof getReplyInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const input = parseInput(getReplyInput, args.input);
  const mayRead = ctx.rights.has("replies.read");
  return withWorkspace(ctx, async (tx) => {
    const reply = await findReply(tx, ctx.workspaceId, input.id);
    const { mail, contact } = reply;
    if (mayRead) await noteLook(tx, ctx, mail.id, mail.personId);
    const kind = (mail.classFixed ?? mail.class) as ReplyClass; // written from core's own list
    const html = mayRead && mail.html !== null ? cleanMailHtml(mail.html, input.images) : null;
    const isOther = contact.emailKey !== null && mail.fromAddress !== contact.emailKey;
    return {
      id: mail.id,
      class: kind,
      machineClass: mail.class as ReplyClass,
      corrected: mail.classFixed !== null,
      evidence: mail.evidence as unknown as ReplyEvidence[], // written by receive.ts
      matchMethod: mail.matchMethod as MatchProbe["method"],
      confidence: mail.confidence as MatchConfidence,
      from: { name: mail.fromName, address: mail.fromAddress },
      /** Where an answer goes; null: nowhere. */
      answersTo: answersTo(reply),
      contact: { id: contact.id, name: nameOf(contact), email: contact.email },
      /** Answered by somebody else on the thread: "same person?" is asked until a member has said. */
      asksSender: isOther && mail.senderIs === null && humanReplyClasses.has(kind),
      senderIs: mail.senderIs as "same" | "other" | null,
      subject: mail.subject,
      returnsAt: mail.returnsAt,
      receivedAt: mail.receivedAt,
      handledAt: mail.handledAt,
      snoozedUntil: mail.snoozedUntil,
      historical: mail.historical,
      owner: await readOwner(tx, mail.ownerId),
      mayRead,
      newText: mayRead ? mail.newText : null,
      text: mayRead ? mail.text : null,
      html: html?.html ?? null,
      remoteImages: html?.remoteImages ?? 0,
      effects: await readEffects(tx, ctx, mail.id),
      thread: mayRead ? await readThread(tx, ctx, mail, nameOf(contact)) : [],
    };
  });
}

/** Whose it is to answer. */
async function readOwner(tx: Tx, ownerId: string | null): Promise<{ id: string; name: string } | null> {
  if (ownerId === null) return null;
  const [row] = await queryRows<{ name: string | null }>(tx, "select name from member where id = $1", [ownerId]);
  return { id: ownerId, name: row?.name ?? "Somebody who left" };
}

async function noteLook(tx: Tx, ctx: ServiceContext, id: string, personId: string | null): Promise<void> {
  const memberId = memberIdOf(ctx);
  const [recent] = await tx
    .select({ id: audit.id })
    .from(audit)
    .where(
      and(
        eq(audit.workspaceId, ctx.workspaceId),
        eq(audit.subjectRef, id),
        eq(audit.action, "reply.read"),
        memberId === null ? undefined : eq(audit.memberId, memberId),
        gt(audit.createdAt, new Date(realNow().getTime() - ONE_LOOK_MS)),
      ),
    )
    .limit(1);
  if (!recent) await writeAudit(tx, ctx, { action: "reply.read", subjectRef: id, personId });
}

function readEffects(tx: Tx, { workspaceId }: ServiceContext, id: string) {
  return tx
    .select({
      id: replyEffect.id,
      kind: sql<"stopped" | "paused" | "went_on" | "suppressed" | "barred" | "asked">`${replyEffect.kind}`,
      enrollmentId: replyEffect.enrollmentId,
      sequence: sequence.name,
      doneAt: replyEffect.doneAt,
      undoneAt: replyEffect.undoneAt,
    })
    .from(replyEffect)
    .leftJoin(
      enrollment,
      and(eq(enrollment.workspaceId, replyEffect.workspaceId), eq(enrollment.id, replyEffect.enrollmentId)),
    )
    .leftJoin(sequence, and(eq(sequence.workspaceId, enrollment.workspaceId), eq(sequence.id, enrollment.sequenceId)))
    .where(and(eq(replyEffect.workspaceId, workspaceId), eq(replyEffect.inboundMailId, id)))
    .orderBy(asc(replyEffect.createdAt), asc(replyEffect.id));
}

/** The mail that was answered, other answers to it, and what was written by hand since, in the order of time. */
async function readThread(
  tx: Tx,
  { workspaceId }: ServiceContext,
  mail: Awaited<ReturnType<typeof findReply>>["mail"],
  contactName: string,
): Promise<ThreadMail[]> {
  const { personId, touchId } = mail;
  if (personId === null) return [];
  const incoming = await tx
    .select(replyColumns)
    .from(inboundMail)
    .where(
      and(
        eq(inboundMail.workspaceId, workspaceId),
        eq(inboundMail.personId, personId),
        touchId === null
          ? eq(inboundMail.id, mail.id)
          : or(eq(inboundMail.touchId, touchId), eq(inboundMail.id, mail.id)),
      ),
    )
    .orderBy(desc(inboundMail.receivedAt))
    .limit(20);
  const outgoing = await tx
    .select({ id: touch.id, at: touch.countedAt, subject: touch.subject })
    .from(touch)
    .where(
      and(
        eq(touch.workspaceId, workspaceId),
        eq(touch.personId, personId),
        eq(touch.channel, "email"),
        isNotNull(touch.countedAt),
        or(
          touchId === null ? undefined : eq(touch.id, touchId),
          and(eq(touch.source, "hand"), gt(touch.countedAt, mail.receivedAt)),
        ),
      ),
    )
    .orderBy(asc(touch.countedAt))
    .limit(20);
  const sent = await loadOutgoing(
    workspaceId,
    outgoing.map(({ id }) => id),
    tx,
  );
  const byId = new Map(sent.map((one) => [one.mail.touchId, one.mail]));
  const all: ThreadMail[] = [
    ...incoming.map((one) => ({
      id: one.id,
      way: "in" as const,
      at: one.receivedAt,
      who: one.fromName ?? (one.fromAddress || contactName),
      subject: one.subject,
      text: one.newText,
      isThis: one.id === mail.id,
    })),
    ...outgoing.map(({ id, at, subject }) => ({
      id,
      way: "out" as const,
      at: at ?? mail.receivedAt,
      who: byId.get(id)?.from.name ?? "Written by hand",
      subject: byId.get(id)?.subject ?? subject ?? "",
      text: hideKeys((byId.get(id)?.text ?? "").split("\n-- \n")[0]?.trim() ?? ""),
      isThis: false,
    })),
  ];
  return all.sort((a, b) => a.at.getTime() - b.at.getTime());
}
