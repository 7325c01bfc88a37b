import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { touchChannelSchema } from "@/core/attention/rule";
import { toEpochMs } from "@/core/instant";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { touch } from "@/db/schema/touch";
import { writeAudit } from "@/server/services/audit-log";
import { findContact } from "@/server/services/contacts/internal";
import { memberIdOf, need, type VerbArgs } from "@/server/services/context";
import { InvalidError, parseInput } from "@/server/services/errors";
import { touchKeyed } from "@/server/services/touches/by-key";
import { lockPeople } from "@/server/services/touches/gather/people";
import { lookAgain } from "@/server/services/touches/look";

export const logTouchInput = z.object({
  contactId: z.string().min(1),
  /** `hand`: a mail a member wrote in their own program; `logged`: a call, a letter, entered afterwards. */
  source: z.enum(["hand", "logged"]).default("logged"),
  channel: touchChannelSchema.default("call"),
  subject: z.string().trim().max(300).default(""),
  /** Workspace time; left out: now. */
  occurredAt: z.date().optional(),
  /** The same key again does nothing: a Message-ID, or the caller's own. */
  key: z.string().min(1).max(300).optional(),
});

/**
 * Notes a message that did not go through Heed. It was never held and obeys nothing, but it counts: what waits for the
 * person is judged again (SEMANTICS §1). @throws NotFoundError, InvalidError at `occurredAt`
 */
export async function logTouch(args: VerbArgs<typeof logTouchInput>): Promise<{ id: string; isNew: boolean }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "contacts.write");
  const input = parseInput(logTouchInput, args.input);
  const at = input.occurredAt ?? ctx.now();
  if (at > ctx.now()) throw InvalidError.at("occurredAt", "Lies in the future");
  const id = newId("touch");
  return withWorkspace(ctx, async (tx) => {
    const { personId, companyId } = await findContact(tx, workspaceId, input.contactId);
    // whoever decides about the person at this moment has not seen it, and has to be through first
    await lockPeople(tx, workspaceId, [personId]);
    const inserted = await tx
      .insert(touch)
      .values({
        id,
        workspaceId,
        personId,
        contactId: input.contactId,
        companyId,
        key: input.key ?? id,
        state: "observed",
        source: input.source,
        channel: input.channel,
        class: "sales",
        obeys: false,
        counts: true,
        memberId: memberIdOf(ctx),
        repeat: { kind: "always" },
        subject: input.subject === "" ? null : input.subject,
        dueAt: at,
        countedAt: at,
        endedAt: at,
      })
      .onConflictDoNothing()
      .returning({ id: touch.id });
    if (inserted.length === 0) {
      const [known] = await tx
        .select({ id: touch.id })
        .from(touch)
        .where(and(eq(touch.workspaceId, workspaceId), touchKeyed(input.key ?? id)))
        .limit(1);
      return { id: known?.id ?? id, isNew: false };
    }
    await writeAudit(tx, ctx, { action: "touch.logged", subjectRef: id, personId, data: { channel: input.channel } });
    await lookAgain(tx, workspaceId, [personId], toEpochMs(ctx.now()));
    return { id, isNew: true };
  });
}
