import { and, asc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { frequencyPaceSchema } from "@/core/attention/rule";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { interestReset, topicChoice } from "@/db/schema/consent";
import { person } from "@/db/schema/person";
import { topic } from "@/db/schema/topic";
import { writeAudit } from "@/server/services/audit-log";
import { tellContactsChanged } from "@/server/services/contacts/changed";
import { findContact } from "@/server/services/contacts/internal";
import { contactRefInput } from "@/server/services/contacts/schemas";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { InvalidError, parseInput } from "@/server/services/errors";
import { findTopic } from "@/server/services/topics/internal";

export const setFrequencyInput = z.object({
  contactId: z.string().min(1),
  /** null: no wish of their own. */
  pace: frequencyPaceSchema.nullable(),
  /** Nothing at all until then; workspace time. */
  pausedUntil: z.date().nullable().default(null),
});
export const setTopicChoiceInput = z.object({
  contactId: z.string().min(1),
  topicId: z.string().min(1),
  choice: z.enum(["in", "out"]),
});
export const resetInterestInput = z.object({ contactId: z.string().min(1), topicId: z.string().min(1) });

/** What the person chose: pace, pause, and each topic of the preference centre. @throws NotFoundError */
export async function getPreferences(args: VerbArgs<typeof contactRefInput>) {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "read");
  const { contactId } = parseInput(contactRefInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const { personId } = await findContact(tx, workspaceId, contactId);
    const [who] = await tx
      .select({ pace: person.frequency, pausedUntil: person.frequencyPausedUntil, chosenAt: person.frequencyChosenAt })
      .from(person)
      .where(and(eq(person.workspaceId, workspaceId), eq(person.id, personId)));
    const topics = await tx
      .select({
        topicId: topic.id,
        name: topic.name,
        class: topic.class,
        public: topic.public,
        choice: topicChoice.choice,
        source: topicChoice.source,
        chosenAt: topicChoice.chosenAt,
      })
      .from(topic)
      .leftJoin(
        topicChoice,
        and(
          eq(topicChoice.workspaceId, topic.workspaceId),
          eq(topicChoice.topicId, topic.id),
          eq(topicChoice.personId, personId),
        ),
      )
      .where(and(eq(topic.workspaceId, workspaceId), isNull(topic.archivedAt)))
      .orderBy(asc(topic.name));
    return { pace: who?.pace ?? null, pausedUntil: who?.pausedUntil ?? null, chosenAt: who?.chosenAt ?? null, topics };
  });
}

/** Notes, on the person's behalf, how often they want to hear from us: it beats every rule. @throws NotFoundError, InvalidError */
export async function setFrequency(args: VerbArgs<typeof setFrequencyInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "consent.write");
  const { contactId, pace, pausedUntil } = parseInput(setFrequencyInput, args.input);
  if (pausedUntil !== null && pausedUntil <= ctx.now()) {
    throw InvalidError.at("pausedUntil", "Choose a date that is still to come");
  }
  await withWorkspace(ctx, async (tx) => {
    const { personId } = await findContact(tx, workspaceId, contactId);
    await tx
      .update(person)
      .set({ frequency: pace, frequencyPausedUntil: pausedUntil, frequencyChosenAt: ctx.now() })
      .where(and(eq(person.workspaceId, workspaceId), eq(person.id, personId)));
    await changed(tx, ctx, contactId, personId, "preference.frequency", { pace, pausedUntil });
  });
  return { ok: true };
}

/** Opts the person in to or out of a topic, on their behalf. @throws NotFoundError */
export async function setTopicChoice(args: VerbArgs<typeof setTopicChoiceInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "consent.write");
  const { contactId, topicId, choice } = parseInput(setTopicChoiceInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const { personId } = await findContact(tx, workspaceId, contactId);
    await findTopic(tx, workspaceId, topicId);
    const chosen = { choice, source: "member", touchId: null, chosenAt: ctx.now() };
    await tx
      .insert(topicChoice)
      .values({ id: newId("choice"), workspaceId, personId, topicId, ...chosen })
      .onConflictDoUpdate({
        target: [topicChoice.workspaceId, topicChoice.personId, topicChoice.topicId],
        set: chosen,
      });
    await changed(tx, ctx, contactId, personId, "preference.topic", { topicId, choice });
  });
  return { ok: true };
}

/** Forgets what the ledger says about the person's interest in a topic so far. @throws NotFoundError */
export async function resetInterest(args: VerbArgs<typeof resetInterestInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "consent.write");
  const { contactId, topicId } = parseInput(resetInterestInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const { personId } = await findContact(tx, workspaceId, contactId);
    await findTopic(tx, workspaceId, topicId);
    const reset = { resetAt: ctx.now(), resetBy: memberIdOf(ctx) };
    await tx
      .insert(interestReset)
      .values({ id: newId("choice"), workspaceId, personId, topicId, ...reset })
      .onConflictDoUpdate({
        target: [interestReset.workspaceId, interestReset.personId, interestReset.topicId],
        set: reset,
      });
    await changed(tx, ctx, contactId, personId, "interest.reset", { topicId });
  });
  return { ok: true };
}

async function changed(
  tx: Tx,
  ctx: ServiceContext,
  contactId: string,
  personId: string,
  action: string,
  data: Record<string, unknown>,
): Promise<void> {
  const at = ctx.now().toISOString();
  await writeAudit(tx, ctx, { action, subjectRef: personId, personId, data: { ...data, at } });
  await tellContactsChanged(tx, ctx, { contactIds: [contactId], personIds: [personId] });
}
