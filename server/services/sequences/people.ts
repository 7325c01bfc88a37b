import { and, desc, eq, lt, or, sql } from "drizzle-orm";
import { toEpochMs } from "@/core/instant";
import { withWorkspace } from "@/db/client";
import { contact } from "@/db/schema/contact";
import { enrollment } from "@/db/schema/enrollment";
import { sequenceVersion } from "@/db/schema/sequence";
import { namesOf } from "@/server/services/attention/held";
import { nameOf } from "@/server/services/contacts/name-of";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { cursorInstant, fromCursor, toPage } from "@/server/services/page";
import { sinceOf } from "@/server/services/sequences/counts";
import { sayHeldMails } from "@/server/services/sequences/held-mails";
import { findSequence } from "@/server/services/sequences/internal";
import { peopleInput } from "@/server/services/sequences/schemas";
import { readSettings } from "@/server/services/workspaces/settings";

/** Passages through a sequence, newest first; every figure of `countSequence` opens its people here. @throws NotFoundError */
export async function listPeople(args: VerbArgs<typeof peopleInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { id, versionId, nodeId, status, touch, outlet, came, heldBy, did, range, search, limit, cursor } = parseInput(
    peopleInput,
    args.input,
  );
  const [at, last] = cursor ? fromCursor(cursor) : [];
  const before = cursorInstant(at);
  const node = nodeId ?? null;
  const reaction =
    did === undefined || did === "bought"
      ? null
      : ({ opened: "open", clicked: "click", replied: "reply" } as const)[did];
  const names = await namesOf(ctx);
  return withWorkspace(ctx, async (tx) => {
    await findSequence(tx, ctx.workspaceId, id);
    const { timeZone } = await readSettings(tx, ctx.workspaceId);
    const since = sinceOf(range, toEpochMs(ctx.now()), timeZone)?.toISOString() ?? null;
    const rows = await tx
      .select({
        enrollmentId: enrollment.id,
        contactId: enrollment.contactId,
        firstName: contact.firstName,
        lastName: contact.lastName,
        email: contact.email,
        nodeId: enrollment.nodeId,
        status: enrollment.status,
        versionId: enrollment.versionId,
        version: sequenceVersion.number,
        enteredAt: enrollment.enteredAt,
        endedAt: enrollment.endedAt,
        wakeAt: enrollment.wakeAt,
        paused: sql<boolean>`${enrollment.status} = 'active' and ${enrollment.state}->>'pause' is not null`,
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
          touch === undefined && outlet === undefined && !came && reaction === null && nodeId !== undefined
            ? eq(enrollment.nodeId, nodeId)
            : undefined,
          touch === undefined
            ? undefined
            : sql`exists (select 1 from touch t where t.workspace_id = ${enrollment.workspaceId} and t.enrollment_id = ${enrollment.id} and t.state = any(${statesOf(touch)}::text[]) and (${node}::text is null or t.node_id = ${node}) and (${heldBy ?? null}::text is null or coalesce(t.binding_rule_id, t.because->'because'->>'kind', 'held') = ${heldBy ?? null}) and (${since}::timestamptz is null or t.state in ('planned', 'waiting', 'held', 'claimed', 'handed_over') or coalesce(t.accepted_at, t.ended_at, t.claimed_at, t.due_at) >= ${since}::timestamptz))`,
          outlet === undefined
            ? undefined
            : sql`exists (select 1 from visit v where v.workspace_id = ${enrollment.workspaceId} and v.enrollment_id = ${enrollment.id} and v.outlet = ${outlet} and (${node}::text is null or v.node_id = ${node}) and (${since}::timestamptz is null or v.entered_at >= ${since}::timestamptz))`,
          came && outlet === undefined
            ? sql`exists (select 1 from visit v where v.workspace_id = ${enrollment.workspaceId} and v.enrollment_id = ${enrollment.id} and (${node}::text is null or v.node_id = ${node}) and (${since}::timestamptz is null or v.entered_at >= ${since}::timestamptz))`
            : undefined,
          reaction === null
            ? undefined
            : sql`exists (select 1 from touch t join signal s on s.workspace_id = t.workspace_id and s.touch_id = t.id where t.workspace_id = ${enrollment.workspaceId} and t.enrollment_id = ${enrollment.id} and s.kind = ${reaction} and s.verdict = 'human' and (${node}::text is null or t.node_id = ${node}) and (${since}::timestamptz is null or s.occurred_at >= ${since}::timestamptz))`,
          did === "bought"
            ? sql`exists (select 1 from signal s where s.workspace_id = ${enrollment.workspaceId} and s.person_id = ${enrollment.personId} and s.kind = 'purchase' and s.verdict = 'human' and s.occurred_at >= ${enrollment.enteredAt} and (${enrollment.endedAt} is null or s.occurred_at <= ${enrollment.endedAt}) and (${since}::timestamptz is null or s.occurred_at >= ${since}::timestamptz))`
            : undefined,
          since !== null && touch === undefined && outlet === undefined && !came && did === undefined
            ? sql`${enrollment.enteredAt} >= ${since}::timestamptz`
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
    // A limit is not what a paused one waits for, whatever held its mail before.
    const inside = rows.filter((row) => row.status === "active" && !row.paused).map(({ enrollmentId }) => enrollmentId);
    const held = await sayHeldMails(tx, ctx.workspaceId, inside, names);
    return toPage(
      rows,
      limit,
      (row) => [row.enteredAt.getTime(), row.enrollmentId],
      ({ firstName, lastName, ...row }) => ({
        ...row,
        name: nameOf({ firstName, lastName, email: row.email }),
        /** "Held until Tue 10:00: …"; null: no mail of theirs is held here. */
        held: held.get(row.enrollmentId) ?? null,
      }),
    );
  });
}

/** A mail that is planned or on its way counts as waiting. */
const statesOf = (touch: string): string => `{${touch === "waiting" ? "planned,waiting,claimed,handed_over" : touch}}`;
