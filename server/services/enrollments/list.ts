import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { withWorkspace } from "@/db/client";
import { enrollment } from "@/db/schema/enrollment";
import { historyWhere } from "@/server/services/contacts/of-whom";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { pageInput, toPage } from "@/server/services/page";

export const listEnrollmentsInput = pageInput.extend({
  contactId: z.string().optional(),
  sequenceId: z.string().optional(),
  status: z.enum(["active", "finished"]).optional(),
});

/** Enrollments, the last made first: who entered what when, where they stand, how it ended. */
export async function listEnrollments(args: VerbArgs<typeof listEnrollmentsInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const input = parseInput(listEnrollmentsInput, args.input);
  const { limit, sequenceId, status } = input;
  const of = {
    workspaceId: enrollment.workspaceId,
    id: enrollment.id,
    contactId: enrollment.contactId,
    personId: enrollment.personId,
    at: enrollment.enteredAt,
  };
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
          historyWhere(ctx.workspaceId, of, input),
          sequenceId === undefined ? undefined : eq(enrollment.sequenceId, sequenceId),
          status === undefined ? undefined : eq(enrollment.status, status),
        ),
      )
      .orderBy(desc(enrollment.id))
      .limit(limit + 1);
    return toPage(
      rows,
      limit,
      ({ id }) => [id],
      (row) => row,
    );
  });
}
