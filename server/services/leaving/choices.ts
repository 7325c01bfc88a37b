import { and, eq, isNull } from "drizzle-orm";
import { toDate } from "@/core/instant";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { audit } from "@/db/schema/audit";
import { topicChoice } from "@/db/schema/consent";
import { suppression } from "@/db/schema/suppression";
import { realNow } from "@/server/clock";
import { contactsChanged } from "@/server/services/enrollments/contacts-changed";
import { happenTo } from "@/server/services/enrollments/happen";
import type { Recipient } from "@/server/services/leaving/open-door";
import { personAddresses } from "@/server/services/leaving/person-addresses";
import { activeEnrollments } from "@/server/services/replies/enrollments-of";
import { suppressAddresses } from "@/server/services/suppressions/suppress";
import { lookAgain } from "@/server/services/touches/look";

/** Where a choice was made. */
export type ChoiceSource = "one-click" | "unsubscribe-page" | "preferences" | "form";

// All of these run in the caller's transaction, which holds the person's lock; the caller tells at the end (`tellChosen`).

/** The person's own word on a topic. What was chosen before and is the same stays with its date. */
export async function chooseTopic(
  tx: Tx,
  who: Recipient,
  topicId: string,
  choice: "in" | "out",
  source: ChoiceSource,
): Promise<void> {
  const { workspaceId, personId, touchId } = who;
  const same = and(
    eq(topicChoice.workspaceId, workspaceId),
    eq(topicChoice.personId, personId),
    eq(topicChoice.topicId, topicId),
  );
  const [known] = await tx.select({ choice: topicChoice.choice }).from(topicChoice).where(same);
  if (known?.choice === choice) return;
  const chosen = { choice, source, touchId, chosenAt: toDate(who.now) };
  await tx
    .insert(topicChoice)
    .values({ id: newId("choice"), workspaceId, personId, topicId, ...chosen })
    .onConflictDoUpdate({
      target: [topicChoice.workspaceId, topicChoice.personId, topicChoice.topicId],
      set: chosen,
    });
  await note(tx, who, "preference.topic", { topicId, choice, source });
}

/** Ends all marketing and sales: every address of the person, every sequence that writes either. */
export async function leaveEverything(tx: Tx, who: Recipient, source: ChoiceSource): Promise<void> {
  const { workspaceId, personId, touchId } = who;
  const addresses = await personAddresses(tx, workspaceId, personId);
  await suppressAddresses(
    tx,
    addresses.map((emailKey) => ({
      workspaceId,
      emailKey,
      personId,
      scope: "marketing_and_sales",
      reason: "unsubscribe",
      source,
      evidenceRef: touchId,
    })),
  );
  const active = await activeEnrollments(tx, workspaceId, personId);
  const ids = active.filter((one) => one.class !== "transactional").map(({ row }) => row.id);
  if (ids.length > 0) await happenTo(tx, workspaceId, ids, { type: "stop", by: "reply", reason: "they unsubscribed" });
  await note(tx, who, "preference.all-off", { source });
}

/** The person wants to hear from us again: their own "no more" is lifted, nothing else is. */
export async function comeBack(tx: Tx, who: Recipient): Promise<void> {
  await tx
    .update(suppression)
    .set({ liftedAt: realNow(), liftedBy: who.personId, liftedReason: "the person chose to hear from us again" })
    .where(
      and(
        eq(suppression.workspaceId, who.workspaceId),
        eq(suppression.personId, who.personId),
        eq(suppression.reason, "unsubscribe"),
        isNull(suppression.liftedAt),
      ),
    );
  await note(tx, who, "preference.back", {});
}

/** Exit rules, triggers and the governor see the new choice; touches already waiting are judged again at once. */
export async function tellChosen(tx: Tx, who: Recipient): Promise<void> {
  await contactsChanged(tx, who.workspaceId, [who.contactId]);
  await lookAgain(tx, who.workspaceId, [who.personId], who.now);
}

/** The person acted, not a member: no member, no key. */
export async function note(tx: Tx, who: Recipient, action: string, data: Record<string, unknown>): Promise<void> {
  await tx.insert(audit).values({
    id: newId("audit"),
    workspaceId: who.workspaceId,
    action,
    subjectRef: who.personId,
    personId: who.personId,
    data: { ...data, touchId: who.touchId, by: "person", at: toDate(who.now).toISOString() },
  });
}
