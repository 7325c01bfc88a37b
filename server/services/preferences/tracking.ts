import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { withWorkspace } from "@/db/client";
import { person } from "@/db/schema/person";
import { writeAudit } from "@/server/services/audit-log";
import { findContact } from "@/server/services/contacts/internal";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";

export const setTrackingInput = z.object({ contactId: z.string().min(1), tracked: z.boolean() });

/**
 * Whether opens and clicks of a person are counted. Off, mails carry no pixel and their true links, and what mails that left
 * before still report is not noted. @throws NotFoundError
 */
export async function setTracking(args: VerbArgs<typeof setTrackingInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "consent.write");
  const { contactId, tracked } = parseInput(setTrackingInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const { personId } = await findContact(tx, ctx.workspaceId, contactId);
    await tx
      .update(person)
      .set({ untrackedAt: tracked ? null : ctx.now() })
      .where(and(eq(person.workspaceId, ctx.workspaceId), eq(person.id, personId)));
    const action = tracked ? "person.tracked" : "person.untracked";
    await writeAudit(tx, ctx, { action, subjectRef: personId, personId });
  });
  return { ok: true };
}
