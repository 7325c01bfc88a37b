import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { withWorkspace } from "@/db/client";
import { touch } from "@/db/schema/touch";
import { historyInput, historyWhere } from "@/server/services/contacts/of-whom";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { toPage } from "@/server/services/page";

/** Every state of a touch (SEMANTICS §1). */
export const touchStates = [
  "planned",
  "waiting",
  "held",
  "claimed",
  "handed_over",
  "accepted",
  "failed",
  "unknown",
  "skipped",
  "withdrawn",
  "observed",
] as const;
type TouchState = (typeof touchStates)[number];

export const listTouchesInput = historyInput.extend({
  state: z.enum(touchStates).optional(),
  sequenceId: z.string().min(1).max(64).optional(),
});

/** The ledger: every message to people by whatever way, planned, held, sent, skipped or observed; the last made first. */
export async function listTouches(args: VerbArgs<typeof listTouchesInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const input = parseInput(listTouchesInput, args.input);
  const { limit, state, sequenceId } = input;
  const of = {
    workspaceId: touch.workspaceId,
    id: touch.id,
    contactId: touch.contactId,
    personId: touch.personId,
    at: touch.dueAt,
  };
  return withWorkspace(ctx, async (tx) => {
    const rows = await tx
      .select({
        id: touch.id,
        contactId: touch.contactId,
        state: sql<TouchState>`${touch.state}`,
        class: touch.class,
        channel: touch.channel,
        source: touch.source,
        subject: touch.subject,
        topicId: touch.topicId,
        senderId: touch.senderId,
        sequenceId: touch.sequenceId,
        stepId: touch.nodeId,
        enrollmentId: touch.enrollmentId,
        broadcastId: touch.broadcastId,
        code: touch.code,
        dueAt: touch.dueAt,
        heldUntil: touch.heldUntil,
        acceptedAt: touch.acceptedAt,
        deliveredAt: touch.deliveredAt,
        bouncedAt: touch.bouncedAt,
        complainedAt: touch.complainedAt,
        failure: touch.failure,
      })
      .from(touch)
      .where(
        and(
          historyWhere(ctx.workspaceId, of, input),
          state === undefined ? undefined : eq(touch.state, state),
          sequenceId === undefined ? undefined : eq(touch.sequenceId, sequenceId),
        ),
      )
      .orderBy(desc(touch.id))
      .limit(limit + 1);
    return toPage(
      rows,
      limit,
      ({ id }) => [id],
      (row) => row,
    );
  });
}
