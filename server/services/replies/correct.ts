import { and, eq } from "drizzle-orm";
import { toDate, toEpochMs } from "@/core/instant";
import type { ReplyVerdict } from "@/core/reply";
import { humanReplyClasses, type ReplyClass } from "@/core/reply-class";
import { readUntil } from "@/core/reply-until";
import { type Tx, withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { inboundMail } from "@/db/schema/inbound-mail";
import { signal } from "@/db/schema/signal";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { advanceIn } from "@/server/services/enrollments/advance-enrollments";
import { contactsChanged } from "@/server/services/enrollments/contacts-changed";
import { ConflictError, NotFoundError, parseInput } from "@/server/services/errors";
import { applyReply } from "@/server/services/replies/apply";
import { matchOfMail } from "@/server/services/replies/find-match";
import { replyColumns } from "@/server/services/replies/internal";
import { returnInstant } from "@/server/services/replies/return-instant";
import { correctInput } from "@/server/services/replies/schemas";
import { undoReply } from "@/server/services/replies/undo";
import type { KeptReason } from "@/server/services/replies/undo-enrollments";
import { oweSignalWakes } from "@/server/services/signals/record";

export interface Corrected {
  readonly class: ReplyClass;
  /** Enrollments that stand again where they stood, decided anew. */
  readonly restored: number;
  /** Those that stay as the old verdict left them, and why. */
  readonly kept: readonly { readonly enrollmentId: string; readonly why: KeptReason }[];
}

/**
 * A member says what a reply is: what the old verdict did is taken back where nothing irrevocable has followed, and the
 * decision is played again with the new one (SEMANTICS §4). Saying what it is already changes nothing but the name of who
 * says so. @throws NotFoundError; ConflictError for mail that moved nothing because it lay there before
 */
export async function correctReply(args: VerbArgs<typeof correctInput>): Promise<Corrected> {
  const { ctx } = args;
  need(ctx, "replies.correct");
  const input = parseInput(correctInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const mail = await lockMail(tx, ctx, input.id);
    if (mail.historical)
      throw new ConflictError("This mail lay in the mailbox before it was connected: it moved nothing");
    const before = mail.classFixed ?? mail.class;
    await writeAudit(tx, ctx, {
      action: "reply.corrected",
      subjectRef: mail.id,
      personId: mail.personId,
      data: { from: before, to: input.class },
    });
    if (before === input.class && !input.until) {
      await setClass(tx, ctx, mail.id, input.class, mail.returnsAt);
      return { class: input.class, restored: 0, kept: [] };
    }
    return replay(tx, ctx, mail, input);
  });
}

type Mail = Awaited<ReturnType<typeof lockMail>>;

async function replay(
  tx: Tx,
  ctx: ServiceContext,
  mail: Mail,
  { class: kind, until }: { class: ReplyClass; until?: string | null | undefined },
): Promise<Corrected> {
  const { workspaceId } = ctx;
  const now = toEpochMs(ctx.now());
  const match = await matchOfMail(tx, workspaceId, mail.id);
  if (!match) throw new NotFoundError("reply");
  const memberId = memberIdOf(ctx);
  const undone = await undoReply(tx, {
    workspaceId,
    inboundMailId: mail.id,
    signalId: mail.signalId,
    personId: match.personId,
    touchId: match.touch?.id ?? null,
    memberId,
    now,
  });
  const verdict = verdictOf(mail, kind, until ?? null);
  const returnsAt = await returnInstant(tx, workspaceId, match, verdict, now);
  await setClass(tx, ctx, mail.id, kind, returnsAt === null ? null : toDate(returnsAt));
  await tx
    .update(signal)
    .set({
      name: kind,
      verdict: humanReplyClasses.has(kind) ? "human" : "machine",
      verdictReasons: ["a member said what it is"],
    })
    .where(and(eq(signal.workspaceId, workspaceId), eq(signal.id, mail.signalId)));
  await applyReply(tx, {
    workspaceId,
    inboundMailId: mail.id,
    signalId: mail.signalId,
    match,
    verdict,
    newText: mail.newText,
    returnsAt,
    receivedAt: toEpochMs(mail.receivedAt),
    at: now,
  });
  await contactsChanged(tx, workspaceId, [match.contactId]);
  // After the new verdict has had its say: those it stopped are not advanced, a wait now reads the corrected signal.
  const advances = await advanceIn(
    tx,
    undone.restored.map((id) => ({ workspaceId, id, epoch: null, event: { type: "migrated" as const } })),
  );
  await oweSignalWakes(tx, [mail.signalId]);
  const restored = advances.filter(({ status }) => status === "waiting").length;
  return { class: kind, restored, kept: undone.kept };
}

function verdictOf(mail: Mail, kind: ReplyClass, until: string | null): ReplyVerdict {
  const written = toDate(toEpochMs(mail.sentAt ?? mail.receivedAt))
    .toISOString()
    .slice(0, 10);
  const read = readUntil(kind, `${mail.subject}\n${mail.newText}`, written);
  return {
    class: kind,
    evidence: [],
    until: read !== null && until !== null ? { date: until, named: true } : read,
    bounced: [],
    about: null,
  };
}

async function setClass(
  tx: Tx,
  { workspaceId }: ServiceContext,
  id: string,
  kind: ReplyClass,
  returnsAt: Date | null,
): Promise<void> {
  await tx
    .update(inboundMail)
    .set({ classFixed: kind, returnsAt })
    .where(and(eq(inboundMail.workspaceId, workspaceId), eq(inboundMail.id, id)));
}

async function lockMail(tx: Tx, { workspaceId }: ServiceContext, id: string) {
  const [found] = await tx
    .select({ personId: inboundMail.personId })
    .from(inboundMail)
    .where(and(eq(inboundMail.workspaceId, workspaceId), eq(inboundMail.id, id)));
  if (!found?.personId) throw new NotFoundError("reply");
  await queryRows(tx, LOCK_PERSON, [workspaceId, found.personId]);
  const [row] = await tx
    .select(replyColumns)
    .from(inboundMail)
    .where(and(eq(inboundMail.workspaceId, workspaceId), eq(inboundMail.id, id)));
  if (!row) throw new NotFoundError("reply");
  const { class: kind, classFixed, signalId } = row;
  return {
    ...row,
    // written by receive.ts and by this verb, from core's own list
    class: kind as ReplyClass,
    classFixed: classFixed as ReplyClass | null,
    signalId: signalId ?? "",
  };
}

const LOCK_PERSON = "select 1 from person where workspace_id = $1 and id = $2 for update";
