import { and, desc, eq, lt, or } from "drizzle-orm";
import { z } from "zod";
import { withWorkspace } from "@/db/client";
import { audit } from "@/db/schema/audit";
import { user } from "@/db/schema/auth";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { fromCursor, pageInput, toPage } from "@/server/services/page";

export const listAuditInput = pageInput.extend({
  subjectRef: z.string().max(200).optional(),
  personId: z.string().max(64).optional(),
  memberId: z.string().max(64).optional(),
});

/** Who did what to whom, newest first. Ids only. */
export async function listAudit(args: VerbArgs<typeof listAuditInput>) {
  const { ctx } = args;
  need(ctx, "audit.read");
  const { limit, cursor, subjectRef, personId, memberId } = parseInput(listAuditInput, args.input);
  const [at, id] = cursor ? fromCursor(cursor) : [];
  const before = new Date(Number(at ?? 0));
  return withWorkspace(ctx, async (tx) => {
    const rows = await tx
      .select({
        id: audit.id,
        action: audit.action,
        subjectRef: audit.subjectRef,
        personId: audit.personId,
        memberId: audit.memberId,
        memberName: user.name,
        apiKeyId: audit.apiKeyId,
        reason: audit.reason,
        data: audit.data,
        createdAt: audit.createdAt,
      })
      .from(audit)
      .leftJoin(user, eq(user.id, audit.memberId))
      .where(
        and(
          eq(audit.workspaceId, ctx.workspaceId),
          subjectRef === undefined ? undefined : eq(audit.subjectRef, subjectRef),
          personId === undefined ? undefined : eq(audit.personId, personId),
          memberId === undefined ? undefined : eq(audit.memberId, memberId),
          at === undefined
            ? undefined
            : or(lt(audit.createdAt, before), and(eq(audit.createdAt, before), lt(audit.id, String(id)))),
        ),
      )
      .orderBy(desc(audit.createdAt), desc(audit.id))
      .limit(limit + 1);
    return toPage(
      rows,
      limit,
      (row) => [row.createdAt.getTime(), row.id],
      (row) => row,
    );
  });
}
