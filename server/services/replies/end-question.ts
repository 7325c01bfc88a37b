import { and, eq, inArray, isNull } from "drizzle-orm";
import { type EpochMs, toDate, toEpochMs } from "@/core/instant";
import type { ReplyClass } from "@/core/reply-class";
import { replyEffects } from "@/core/reply-effects";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { replyEffect } from "@/db/schema/inbound-mail";
import { writeAudits } from "@/server/services/audit-log";
import { memberIdOf, type ServiceContext } from "@/server/services/context";
import { closeQuestion } from "@/server/services/replies/undo";
import { undoEnrollments } from "@/server/services/replies/undo-enrollments";

/**
 * A member has answered a reply that asked for one, or said that nothing is to be done: what it had paused goes on, as if
 * they had said what it means, and its question is closed. Other classes are passed over: an absence ends by its date. The
 * caller holds no lock on the mail yet (person → mail is the order).
 */
export async function endQuestion(tx: Tx, ctx: ServiceContext, inboundMailId: string, now: EpochMs): Promise<void> {
  const { workspaceId } = ctx;
  const [mail] = await queryRows<{ class: ReplyClass; person_id: string | null; signal_id: string | null }>(tx, MAIL, [
    workspaceId,
    inboundMailId,
  ]);
  if (!mail?.person_id || mail.signal_id === null || !replyEffects(mail.class).asks) return;
  await queryRows(tx, LOCK_PERSON, [workspaceId, mail.person_id]);
  const rows = await tx
    .select()
    .from(replyEffect)
    .where(
      and(
        eq(replyEffect.workspaceId, workspaceId),
        eq(replyEffect.inboundMailId, inboundMailId),
        eq(replyEffect.kind, "paused"),
        isNull(replyEffect.undoneAt),
      ),
    );
  const paused = rows.flatMap(({ id, enrollmentId, before, doneAt }) =>
    enrollmentId !== null && before !== null
      ? [{ id, kind: "paused" as const, enrollmentId, before, doneAt: toEpochMs(doneAt) }]
      : [],
  );
  const { kept } = await undoEnrollments(tx, workspaceId, mail.signal_id, paused, now);
  const gone = paused.filter(({ enrollmentId }) => !kept.some((one) => one.enrollmentId === enrollmentId));
  await closeQuestion(tx, { workspaceId, inboundMailId, memberId: memberIdOf(ctx), now });
  if (gone.length === 0) return;
  await tx
    .update(replyEffect)
    .set({ undoneAt: toDate(now) })
    .where(
      and(
        eq(replyEffect.workspaceId, workspaceId),
        inArray(
          replyEffect.id,
          gone.map(({ id }) => id),
        ),
      ),
    );
  await writeAudits(
    tx,
    ctx,
    gone.map(({ enrollmentId }) => ({
      action: "enrollment.resumed",
      subjectRef: enrollmentId,
      personId: mail.person_id,
      reason: "The reply it waited for was handled",
      data: { inboundMailId },
    })),
  );
}

const MAIL = `
select coalesce(class_fixed, class) as class, person_id, signal_id
from inbound_mail where workspace_id = $1 and id = $2`;

const LOCK_PERSON = "select 1 from person where workspace_id = $1 and id = $2 for update";
