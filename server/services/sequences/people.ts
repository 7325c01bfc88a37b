import { and, desc, eq, lt, or, sql } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { contact } from "@/db/schema/contact";
import { enrollment } from "@/db/schema/enrollment";
import { sequenceVersion } from "@/db/schema/sequence";
import { nameOf } from "@/server/services/contacts/name-of";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { fromCursor, toPage } from "@/server/services/page";
import { findSequence } from "@/server/services/sequences/internal";
import { peopleInput } from "@/server/services/sequences/schemas";

/** Passages through a sequence, newest first; every figure of `countSequence` opens its people here. @throws NotFoundError */
export async function listPeople(args: VerbArgs<typeof peopleInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { id, versionId, nodeId, status, touch, outlet, came, search, limit, cursor } = parseInput(
    peopleInput,
    args.input,
  );
  const [at, last] = cursor ? fromCursor(cursor) : [];
  const before = new Date(Number(at ?? 0));
  const node = nodeId ?? null;
  return withWorkspace(ctx, async (tx) => {
    await findSequence(tx, ctx.workspaceId, id);
    const rows = await tx
      .select({
        enrollmentId: enrollment.id,
        contactId: enrollment.contactId,
        firstName: contact.firstName,
        lastName: contact.lastName,
        email: contact.email,
        nodeId: enrollment.nodeId,
        status: enrollment.status,
        version: sequenceVersion.number,
        enteredAt: enrollment.enteredAt,
        endedAt: enrollment.endedAt,
        wakeAt: enrollment.wakeAt,
        pausedUntil: enrollment.pausedUntil,
        pauseReason: enrollment.pauseReason,
        endReason: enrollment.endReason,
      })
      .from(enrollment)
      .innerJoin(contact, and(eq(contact.workspaceId, enrollment.workspaceId), eq(contact.id, enrollment.contactId)))
      .innerJoin(
        sequenceVersion,
        and(eq(sequenceVersion.workspaceId, enrollment.workspaceId), eq(sequenceVersion.id, enrollment.versionId)),
      )
      .where(
        and(
          eq(enrollment.workspaceId, ctx.workspaceId),
          eq(enrollment.sequenceId, id),
          versionId === undefined ? undefined : eq(enrollment.versionId, versionId),
          status === undefined ? undefined : eq(enrollment.status, status),
          touch === undefined && outlet === undefined && !came && nodeId !== undefined
            ? eq(enrollment.nodeId, nodeId)
            : undefined,
          touch === undefined
            ? undefined
            : sql`exists (select 1 from touch t where t.workspace_id = ${enrollment.workspaceId} and t.enrollment_id = ${enrollment.id} and t.state = ${touch} and (${node}::text is null or t.node_id = ${node}))`,
          outlet === undefined
            ? undefined
            : sql`exists (select 1 from visit v where v.workspace_id = ${enrollment.workspaceId} and v.enrollment_id = ${enrollment.id} and v.outlet = ${outlet} and (${node}::text is null or v.node_id = ${node}))`,
          came && outlet === undefined
            ? sql`exists (select 1 from visit v where v.workspace_id = ${enrollment.workspaceId} and v.enrollment_id = ${enrollment.id} and (${node}::text is null or v.node_id = ${node}))`
            : undefined,
          search === ""
            ? undefined
            : sql`position(${search.toLowerCase()}::text in coalesce(${contact.emailKey},'') || ' ' || lower(coalesce(${contact.firstName},'') || ' ' || coalesce(${contact.lastName},''))) > 0`,
          at === undefined
            ? undefined
            : or(
                lt(enrollment.enteredAt, before),
                and(eq(enrollment.enteredAt, before), lt(enrollment.id, String(last))),
              ),
        ),
      )
      .orderBy(desc(enrollment.enteredAt), desc(enrollment.id))
      .limit(limit + 1);
    return toPage(
      rows,
      limit,
      (row) => [row.enteredAt.getTime(), row.enrollmentId],
      ({ firstName, lastName, ...row }) => ({ ...row, name: nameOf({ firstName, lastName, email: row.email }) }),
    );
  });
}
