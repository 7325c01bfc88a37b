import { and, asc, count, desc, eq, gt, isNull, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Tx, withWorkspace } from "@/db/client";
import { capRule } from "@/db/schema/cap-rule";
import { contact } from "@/db/schema/contact";
import { sequence } from "@/db/schema/sequence";
import { touch } from "@/db/schema/touch";
import { mentioned, sayDecision, titleTouches } from "@/server/services/attention/say-touches";
import { nameOf } from "@/server/services/contacts/name-of";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { toNames } from "@/server/services/journeys/speaker";
import { fromCursor, pageInput, toPage } from "@/server/services/page";
import { readNames } from "@/server/services/workspaces/names";

export const listHeldInput = pageInput.extend({
  ruleId: z.string().optional(),
  sequenceId: z.string().optional(),
  teamId: z.string().optional(),
});

/** Messages that are held now, soonest first, those with an open end last; each with its reason in words. */
export async function listHeld(args: VerbArgs<typeof listHeldInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { limit, cursor, ruleId, sequenceId, teamId } = parseInput(listHeldInput, args.input);
  const names = await namesOf(ctx);
  return withWorkspace(ctx, async (tx) => {
    const rows = await selectTouches(
      tx,
      and(
        eq(touch.workspaceId, ctx.workspaceId),
        eq(touch.state, "held"),
        ruleId === undefined ? undefined : eq(touch.bindingRuleId, ruleId),
        sequenceId === undefined ? undefined : eq(touch.sequenceId, sequenceId),
        teamId === undefined ? undefined : eq(touch.teamId, teamId),
        cursor ? after(cursor) : undefined,
      ),
      [sql`${touch.heldUntil} asc nulls last`, asc(touch.id)],
      limit + 1,
    );
    const titles = await titleTouches(
      tx,
      ctx.workspaceId,
      rows.flatMap((row) => [row.touchId, ...mentioned(row.because)]),
    );
    return toPage(
      rows,
      limit,
      (row) => [row.heldUntil?.getTime() ?? null, row.touchId],
      ({ because, ...row }) => ({
        ...shown(row),
        title: titles(row.touchId) ?? "a message",
        reason: because === null ? null : sayDecision(because, names, titles),
      }),
    );
  });
}

/** How many are held by each rule or reason, most first. */
export async function countHeld({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  const kind = sql<string>`coalesce(${capRule.name}, replace(${touch.because}->'because'->>'kind', '_', ' '), 'held')`;
  return withWorkspace(ctx, async (tx) => {
    const byReason = await tx
      .select({ reason: kind, ruleId: capRule.id, count: count() })
      .from(touch)
      .leftJoin(capRule, and(eq(capRule.workspaceId, touch.workspaceId), eq(capRule.id, touch.bindingRuleId)))
      .where(and(eq(touch.workspaceId, ctx.workspaceId), eq(touch.state, "held")))
      .groupBy(kind, capRule.id)
      .orderBy(desc(count()));
    return { total: byReason.reduce((sum, row) => sum + row.count, 0), byReason };
  });
}

function after(cursor: string): SQL | undefined {
  const [at, id] = fromCursor(cursor);
  if (at === null || at === undefined) return and(isNull(touch.heldUntil), gt(touch.id, String(id)));
  const until = new Date(Number(at));
  return or(
    gt(touch.heldUntil, until),
    isNull(touch.heldUntil),
    and(eq(touch.heldUntil, until), gt(touch.id, String(id))),
  );
}

/** Rows of messages with whom and what they belong to. */
export function selectTouches(tx: Tx, where: SQL | undefined, order: SQL[], limit: number) {
  return tx
    .select({
      touchId: touch.id,
      contactId: contact.id,
      firstName: contact.firstName,
      lastName: contact.lastName,
      email: contact.email,
      sequenceId: touch.sequenceId,
      sequenceName: sequence.name,
      enrollmentId: touch.enrollmentId,
      teamId: touch.teamId,
      dueAt: touch.dueAt,
      heldUntil: touch.heldUntil,
      ruleId: touch.bindingRuleId,
      because: touch.because,
    })
    .from(touch)
    .innerJoin(contact, and(eq(contact.workspaceId, touch.workspaceId), eq(contact.id, touch.contactId)))
    .leftJoin(sequence, and(eq(sequence.workspaceId, touch.workspaceId), eq(sequence.id, touch.sequenceId)))
    .where(where)
    .orderBy(...order)
    .limit(limit);
}

type Row = Omit<Awaited<ReturnType<typeof selectTouches>>[number], "because">;

export const shown = ({ firstName, lastName, contactId, email, ...row }: Row) => ({
  ...row,
  contact: { id: contactId, name: nameOf({ firstName, lastName, email }), email },
});

export async function namesOf(ctx: ServiceContext) {
  const { attributes, tags: _, ...lists } = await readNames({ ctx });
  return toNames(lists, attributes);
}
