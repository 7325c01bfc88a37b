import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { type EpochMs, toDate, toEpochMs } from "@/core/instant";
import type { Tx } from "@/db/client";
import { replyEffect } from "@/db/schema/inbound-mail";
import { person } from "@/db/schema/person";
import { productFact } from "@/db/schema/product";
import { suppression } from "@/db/schema/suppression";
import { task } from "@/db/schema/task";
import { touch } from "@/db/schema/touch";
import { realNow } from "@/server/clock";
import { type DoneToEnrollment, type Undone, undoEnrollments } from "@/server/services/replies/undo-enrollments";

/** The reply whose doing is taken back, and who says so. */
export interface ToUndo {
  readonly workspaceId: string;
  readonly inboundMailId: string;
  readonly signalId: string;
  readonly personId: string;
  readonly touchId: string | null;
  readonly memberId: string | null;
  readonly now: EpochMs;
}

/** Takes back all a reply has done that can be taken back. Called under the person's lock. */
export async function undoReply(tx: Tx, of: ToUndo): Promise<Undone> {
  const { workspaceId, inboundMailId } = of;
  const rows = await tx
    .select()
    .from(replyEffect)
    .where(
      and(
        eq(replyEffect.workspaceId, workspaceId),
        eq(replyEffect.inboundMailId, inboundMailId),
        isNull(replyEffect.undoneAt),
      ),
    );
  const done = rows.flatMap(({ id, kind, enrollmentId, before, doneAt }): DoneToEnrollment[] =>
    enrollmentId !== null && before !== null && (kind === "stopped" || kind === "paused" || kind === "went_on")
      ? [{ id, kind, enrollmentId, before, doneAt: toEpochMs(doneAt) }]
      : [],
  );
  const undone = await undoEnrollments(tx, workspaceId, of.signalId, done, of.now);
  for (const { kind, barredUntil, barredBy } of rows) {
    if (kind === "suppressed") await liftSuppressions(tx, of);
    if (kind === "barred") await liftBar(tx, of, { salesBarredUntil: barredUntil, salesBarredBy: barredBy });
    if (kind === "asked") await closeQuestion(tx, of);
  }
  await forgetFacts(tx, of);
  const kept = new Set(undone.kept.map(({ enrollmentId }) => enrollmentId));
  const gone = rows.filter(({ enrollmentId }) => enrollmentId === null || !kept.has(enrollmentId)).map(({ id }) => id);
  if (gone.length > 0)
    await tx
      .update(replyEffect)
      .set({ undoneAt: toDate(of.now) })
      .where(and(eq(replyEffect.workspaceId, workspaceId), inArray(replyEffect.id, gone)));
  return undone;
}

async function liftSuppressions(tx: Tx, { workspaceId, inboundMailId, memberId }: ToUndo): Promise<void> {
  await tx
    .update(suppression)
    .set({ liftedAt: realNow(), liftedBy: memberId, liftedReason: "The reply was understood wrongly" })
    .where(
      and(
        eq(suppression.workspaceId, workspaceId),
        eq(suppression.evidenceRef, inboundMailId),
        eq(suppression.source, "reply"),
        isNull(suppression.liftedAt),
      ),
    );
}

/** Only the bar of this very reply: one that came later stands. */
async function liftBar(
  tx: Tx,
  { workspaceId, personId, inboundMailId }: ToUndo,
  before: { salesBarredUntil: Date | null; salesBarredBy: string | null },
): Promise<void> {
  await tx
    .update(person)
    .set(before)
    .where(and(eq(person.workspaceId, workspaceId), eq(person.id, personId), eq(person.salesBarredBy, inboundMailId)));
}

/** What a reply asked a member is answered. */
export async function closeQuestion(
  tx: Tx,
  { workspaceId, inboundMailId, memberId, now }: Pick<ToUndo, "workspaceId" | "inboundMailId" | "memberId" | "now">,
): Promise<void> {
  await tx
    .update(task)
    .set({ doneAt: toDate(now), doneBy: memberId })
    .where(and(eq(task.workspaceId, workspaceId), eq(task.key, `reply/${inboundMailId}`), isNull(task.doneAt)));
}

/** What the text said of products and what a report said of the mail belonged to the old verdict; the new one says it anew. */
async function forgetFacts(tx: Tx, { workspaceId, inboundMailId, touchId }: ToUndo): Promise<void> {
  await tx
    .delete(productFact)
    .where(
      and(
        eq(productFact.workspaceId, workspaceId),
        eq(productFact.source, "reply"),
        eq(productFact.sourceRef, inboundMailId),
      ),
    );
  if (touchId === null) return;
  // Another report may say the same of this mail: then the fact stands.
  await tx
    .update(touch)
    .set({ bouncedAt: null, complainedAt: null })
    .where(
      and(
        eq(touch.workspaceId, workspaceId),
        eq(touch.id, touchId),
        sql`not exists (select 1 from inbound_mail m where m.workspace_id = ${workspaceId} and m.touch_id = ${touchId}
          and m.id <> ${inboundMailId} and coalesce(m.class_fixed, m.class) ~ '^(bounce_|complaint)')`,
        sql`exists (select 1 from inbound_mail m where m.workspace_id = ${workspaceId} and m.id = ${inboundMailId}
          and coalesce(m.class_fixed, m.class) ~ '^(bounce_|complaint)')`,
      ),
    );
}
