import { and, desc, eq, lt, or } from "drizzle-orm";
import { z } from "zod";
import { withWorkspace } from "@/db/client";
import { enrollment } from "@/db/schema/enrollment";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { fromCursor, pageInput, toPage } from "@/server/services/page";

export const listEnrollmentsInput = pageInput.extend({
  contactId: z.string().optional(),
  sequenceId: z.string().optional(),
  status: z.enum(["active", "finished"]).optional(),
});

/** Enrollments, the newest first: who entered what when, where they stand, how it ended. */
export async function listEnrollments(args: VerbArgs<typeof listEnrollmentsInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { limit, cursor, contactId, sequenceId, status } = parseInput(listEnrollmentsInput, args.input);
  const [at, id] = cursor ? fromCursor(cursor) : [];
  const before = new Date(Number(at ?? 0));
  return withWorkspace(ctx, async (tx) => {
    const rows = await tx
      .select({
        id: enrollment.id,
        sequenceId: enrollment.sequenceId,
        contactId: enrollment.contactId,
        status: enrollment.status,
        stepId: enrollment.nodeId,
        source: enrollment.source,
        endReason: enrollment.endReason,
        enteredAt: enrollment.enteredAt,
        endedAt: enrollment.endedAt,
      })
      .from(enrollment)
      .where(
        and(
          eq(enrollment.workspaceId, ctx.workspaceId),
          contactId === undefined ? undefined : eq(enrollment.contactId, contactId),
          sequenceId === undefined ? undefined : eq(enrollment.sequenceId, sequenceId),
          status === undefined ? undefined : eq(enrollment.status, status),
          at === undefined
            ? undefined
            : or(
                lt(enrollment.enteredAt, before),
                and(eq(enrollment.enteredAt, before), lt(enrollment.id, String(id))),
              ),
        ),
      )
      .orderBy(desc(enrollment.enteredAt), desc(enrollment.id))
      .limit(limit + 1);
    return toPage(
      rows,
      limit,
      (row) => [row.enteredAt.getTime(), row.id],
      (row) => row,
    );
  });
}
