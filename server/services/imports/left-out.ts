import { and, eq, inArray } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { contact } from "@/db/schema/contact";
import { importJob, type LeftOut } from "@/db/schema/import-job";
import { type ContactItem, selectItems } from "@/server/services/contacts/list";
import { need, type VerbArgs } from "@/server/services/context";
import type { EntryOutcome } from "@/server/services/enrollments/enter";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { leftOutInput } from "@/server/services/imports/schemas";

/** Of each reason so many are remembered by name; the others are counted. */
const REMEMBERED = 500;

/** What became of those who were to enter, added to what is known of earlier batches. */
export function addLeftOut(
  before: LeftOut,
  contactIds: readonly string[],
  outcomes: readonly EntryOutcome[],
): { entered: number; leftOut: LeftOut } {
  const leftOut = { ...before };
  outcomes.forEach((outcome, index) => {
    if (outcome.ok) return;
    const { count, contactIds: named } = leftOut[outcome.reason] ?? { count: 0, contactIds: [] };
    const contactId = contactIds[index];
    const all = contactId === undefined || named.length >= REMEMBERED ? named : [...named, contactId];
    leftOut[outcome.reason] = { count: count + 1, contactIds: all };
  });
  return { entered: outcomes.filter(({ ok }) => ok).length, leftOut };
}

/** The people of an import who did not enter its sequence for this reason, the first 500. @throws NotFoundError */
export async function listLeftOut(args: VerbArgs<typeof leftOutInput>): Promise<ContactItem[]> {
  const { ctx } = args;
  need(ctx, "read");
  const { id, reason } = parseInput(leftOutInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const [job] = await tx
      .select({ leftOut: importJob.leftOut })
      .from(importJob)
      .where(and(eq(importJob.workspaceId, ctx.workspaceId), eq(importJob.id, id)));
    if (!job) throw new NotFoundError("import");
    const ids = job.leftOut[reason]?.contactIds ?? [];
    if (ids.length === 0) return [];
    return selectItems(tx, and(eq(contact.workspaceId, ctx.workspaceId), inArray(contact.id, [...ids])), REMEMBERED);
  });
}
