import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { consent } from "@/db/schema/consent";
import { topic } from "@/db/schema/topic";
import { writeAudit } from "@/server/services/audit-log";
import { tellContactsChanged } from "@/server/services/contacts/changed";
import { findContact } from "@/server/services/contacts/internal";
import { consentInput, contactRefInput } from "@/server/services/contacts/schemas";
import { need, type VerbArgs } from "@/server/services/context";
import { InvalidError, parseInput } from "@/server/services/errors";
import { checkTopic } from "@/server/services/topics/internal";

export const recordConsentInput = consentInput.extend({
  contactId: z.string().min(1),
  /** Where the proof is: a form's id, a file's name. */
  proof: z.string().trim().max(500).default(""),
  /** When they said it, workspace time; left out: now. */
  recordedAt: z.date().optional(),
});

/** Everything ever recorded about the person's consent, newest first; the newest per topic holds. @throws NotFoundError */
export async function listConsents(args: VerbArgs<typeof contactRefInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { contactId } = parseInput(contactRefInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const { personId } = await findContact(tx, ctx.workspaceId, contactId);
    return tx
      .select({
        id: consent.id,
        topicId: consent.topicId,
        topicName: topic.name,
        basis: consent.basis,
        source: consent.source,
        wording: consent.wording,
        proof: consent.proof,
        recordedAt: consent.recordedAt,
      })
      .from(consent)
      .leftJoin(topic, and(eq(topic.workspaceId, consent.workspaceId), eq(topic.id, consent.topicId)))
      .where(and(eq(consent.workspaceId, ctx.workspaceId), eq(consent.personId, personId)))
      .orderBy(desc(consent.ordinal));
  });
}

/**
 * Adds a basis for a topic (null: every topic), or `none`: its withdrawal. Nothing recorded before is changed; the newest word
 * holds, so one of an earlier day may hold for nothing. @throws NotFoundError, InvalidError at `recordedAt`
 */
export async function recordConsent(args: VerbArgs<typeof recordConsentInput>): Promise<{ id: string }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "consent.write");
  const { contactId, recordedAt = ctx.now(), ...columns } = parseInput(recordConsentInput, args.input);
  if (recordedAt > ctx.now()) throw InvalidError.at("recordedAt", "Lies in the future");
  const id = newId("consent");
  await withWorkspace(ctx, async (tx) => {
    const { personId } = await findContact(tx, workspaceId, contactId);
    await checkTopic(tx, workspaceId, columns.topicId);
    await tx.insert(consent).values({ id, workspaceId, personId, ...columns, recordedAt });
    const data = { basis: columns.basis, topicId: columns.topicId };
    await writeAudit(tx, ctx, { action: "consent.recorded", subjectRef: personId, personId, data });
    await tellContactsChanged(tx, ctx, { contactIds: [contactId], personIds: [personId] });
  });
  return { id };
}
