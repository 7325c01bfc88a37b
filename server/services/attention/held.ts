import { and, asc, count, desc, eq, gt, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Explanation } from "@/core/attention/decision";
import { explain } from "@/core/attention/explain";
import { remediesInWords } from "@/core/attention/remedy";
import type { Names } from "@/core/names";
import { type Tx, withWorkspace } from "@/db/client";
import { broadcast } from "@/db/schema/broadcast";
import { capRule } from "@/db/schema/cap-rule";
import { contact } from "@/db/schema/contact";
import { sequence } from "@/db/schema/sequence";
import { touch } from "@/db/schema/touch";
import { heldFilterInput, heldWhere } from "@/server/services/attention/held-filter";
import { mentioned, readWording } from "@/server/services/attention/say-touches";
import { nameOf } from "@/server/services/contacts/name-of";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { cursorInstant, fromCursor, pageInput, toPage } from "@/server/services/page";
import { readSpokenNames } from "@/server/services/workspaces/spoken-names";

export const listHeldInput = pageInput.extend(heldFilterInput.shape);
export const countHeldInput = heldFilterInput.default({});

/** Messages that are held now, soonest first, those with an open end last; each with its reason in words and what would change it. */
export async function listHeld(args: VerbArgs<typeof listHeldInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { limit, cursor, ...filter } = parseInput(listHeldInput, args.input);
  const names = await namesOf(ctx);
  return withWorkspace(ctx, async (tx) => {
    const rows = await selectTouches(
      tx,
      and(heldWhere(ctx.workspaceId, filter), cursor ? after(cursor) : undefined),
      [sql`${touch.heldUntil} asc nulls last`, asc(touch.id)],
      limit + 1,
    );
    const wording = await readWording(
      tx,
      ctx.workspaceId,
      names,
      rows.flatMap((row) => [row.touchId, ...mentioned(row.because)]),
    );
    return toPage(
      rows,
      limit,
      (row) => [row.heldUntil?.getTime() ?? null, row.touchId],
      ({ because, ...row }) => ({
        ...shown(row),
        title: wording.touchName(row.touchId) ?? "a message",
        reason: because === null ? null : explain(because, wording),
        remedies: because === null ? [] : remediesInWords(because, wording),
        /** Only what a member's right can lift can be let go; a wish of the person's own cannot. */
        mayLetGo: mayLetGo(because),
      }),
    );
  });
}

const mayLetGo = (because: Explanation | null): boolean =>
  because === null || (because.override.kind === "right" && because.override.right === "override_hold");

/** How many are held by each rule or reason, most first; of all, or of what a filter leaves. */
export async function countHeld(args: { ctx: ServiceContext; input?: VerbArgs<typeof countHeldInput>["input"] }) {
  const { ctx } = args;
  need(ctx, "read");
  const filter = parseInput(countHeldInput, args.input);
  const kind = sql<string>`coalesce(${touch.because}->'because'->>'kind', 'held')`;
  const reason = sql<string>`coalesce(${capRule.name}, ${kind})`;
  return withWorkspace(ctx, async (tx) => {
    const byReason = await tx
      .select({ reason, ruleId: capRule.id, kind: sql<string>`min(${kind})`, count: count() })
      .from(touch)
      .leftJoin(capRule, and(eq(capRule.workspaceId, touch.workspaceId), eq(capRule.id, touch.bindingRuleId)))
      .where(heldWhere(ctx.workspaceId, filter))
      .groupBy(reason, capRule.id)
      .orderBy(desc(count()), asc(reason));
    return { total: byReason.reduce((sum, row) => sum + row.count, 0), byReason };
  });
}

function after(cursor: string): SQL | undefined {
  const [at, id] = fromCursor(cursor);
  if (at === null || at === undefined) return and(isNull(touch.heldUntil), gt(touch.id, String(id)));
  const until = cursorInstant(at);
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
      broadcastId: touch.broadcastId,
      broadcastName: broadcast.name,
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
    .leftJoin(broadcast, and(eq(broadcast.workspaceId, touch.workspaceId), eq(broadcast.id, touch.broadcastId)))
    .where(where)
    .orderBy(...order)
    .limit(limit);
}

type Row = Omit<Awaited<ReturnType<typeof selectTouches>>[number], "because">;

export const shown = ({ firstName, lastName, contactId, email, ...row }: Row) => ({
  ...row,
  contact: { id: contactId, name: nameOf({ firstName, lastName, email }), email },
});

/** Names for the sentences of a page. */
export function namesOf(ctx: ServiceContext): Promise<Names> {
  return withWorkspace(ctx, (tx) => readSpokenNames(tx, ctx.workspaceId));
}
