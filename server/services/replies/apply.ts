import { and, eq, isNotNull } from "drizzle-orm";
import { toEmailKey } from "@/core/address";
import { addMs, DAY_MS, type EpochMs, toDate } from "@/core/instant";
import type { ReplyVerdict } from "@/core/reply";
import { replyEffects } from "@/core/reply-effects";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { person } from "@/db/schema/person";
import { task } from "@/db/schema/task";
import { touch } from "@/db/schema/touch";
import { contactsChanged } from "@/server/services/enrollments/contacts-changed";
import { personAddresses } from "@/server/services/leaving/person-addresses";
import { noteEffects } from "@/server/services/replies/effects";
import type { Match } from "@/server/services/replies/find-match";
import { moveEnrollments } from "@/server/services/replies/move-enrollments";
import { noteStatedFacts } from "@/server/services/replies/note-facts";
import { judgeSenders } from "@/server/services/senders/judge-senders";
import { suppressAddresses } from "@/server/services/suppressions/suppress";
import { judgeAddresses } from "@/server/services/touches/judge-addresses";
import { lookAgain } from "@/server/services/touches/look";
import { insertTouchFacts, type TouchFactKind } from "@/server/services/touches/note-facts";

export interface ReplyToApply {
  readonly workspaceId: string;
  readonly inboundMailId: string;
  readonly signalId: string;
  readonly match: Match;
  readonly verdict: ReplyVerdict;
  readonly newText: string;
  readonly returnsAt: EpochMs | null;
  readonly receivedAt: EpochMs;
  /** When it is applied: on arrival, or when a member corrects the verdict. Workspace time. */
  readonly at: EpochMs;
}

/** Lets a classified mail do what SEMANTICS §4 says, in the caller's transaction, which holds the person's lock. */
export async function applyReply(tx: Tx, reply: ReplyToApply): Promise<void> {
  const { workspaceId, match, verdict } = reply;
  const effects = replyEffects(verdict.class);
  await moveEnrollments(tx, reply);
  if (effects.suppress) await suppress(tx, reply, effects.suppress.scope);
  if (effects.barSalesDays !== null) await barSales(tx, reply, effects.barSalesDays);
  if (effects.asks) await askMember(tx, reply);
  await markTouch(tx, reply);
  const stated = await noteStatedFacts(tx, reply);
  if (effects.suppress || stated > 0) await contactsChanged(tx, workspaceId, [match.contactId]);
  // The conversation holds from now on, or lets go: what waits is judged again.
  await lookAgain(tx, workspaceId, [match.personId], reply.at);
}

async function suppress(tx: Tx, reply: ReplyToApply, scope: "all" | "marketing_and_sales"): Promise<void> {
  const { workspaceId, match, verdict, inboundMailId } = reply;
  const addresses = await addressesOf(tx, reply);
  await noteEffects(tx, reply, [{ kind: "suppressed" }]);
  await suppressAddresses(
    tx,
    addresses.map((emailKey) => ({
      workspaceId,
      emailKey,
      personId: match.personId,
      scope,
      reason: verdict.class,
      source: "reply",
      evidenceRef: inboundMailId,
    })),
  );
}

/** Who leaves, leaves with all addresses; a dead or lost one is that address alone. */
async function addressesOf(tx: Tx, { workspaceId, match, verdict }: ReplyToApply): Promise<string[]> {
  const all = await personAddresses(tx, workspaceId, match.personId);
  if (verdict.class === "unsubscribe" || verdict.class === "complaint") return all;
  const one = toEmailKey(verdict.about ?? "") ?? toEmailKey(match.touch?.toAddress ?? "");
  return one !== null && all.includes(one) ? [one] : all;
}

/** A "no" keeps members from starting again soon without a reason; a longer bar stands. */
async function barSales(tx: Tx, reply: ReplyToApply, days: number) {
  const { workspaceId, match, inboundMailId, receivedAt } = reply;
  const until = toDate(addMs(receivedAt, days * DAY_MS));
  const [before] = await tx
    .select({ until: person.salesBarredUntil, by: person.salesBarredBy })
    .from(person)
    .where(and(eq(person.workspaceId, workspaceId), eq(person.id, match.personId)));
  if (before?.until && before.until >= until) return;
  await noteEffects(tx, reply, [{ kind: "barred", barredUntil: before?.until ?? null, barredBy: before?.by ?? null }]);
  await tx
    .update(person)
    .set({ salesBarredUntil: until, salesBarredBy: inboundMailId })
    .where(and(eq(person.workspaceId, workspaceId), eq(person.id, match.personId)));
}

async function askMember(tx: Tx, reply: ReplyToApply): Promise<void> {
  const { workspaceId, match, inboundMailId, verdict } = reply;
  await noteEffects(tx, reply, [{ kind: "asked" }]);
  await tx
    .insert(task)
    .values({
      id: newId("task"),
      workspaceId,
      key: `reply/${inboundMailId}`,
      ownerId: match.ownerId,
      personId: match.personId,
      contactId: match.contactId,
      enrollmentId: match.touch?.enrollmentId ?? null,
      inboundMailId,
      title:
        verdict.class === "challenge"
          ? "A mail asks for proof that we are people"
          : "Read this reply: what does it mean?",
      note: reply.newText.slice(0, 2_000),
      dueAt: toDate(addMs(reply.at, DAY_MS)),
    })
    // corrected twice: the question is open again
    .onConflictDoUpdate({
      target: [task.workspaceId, task.key],
      targetWhere: isNotNull(task.key),
      set: { doneAt: null, doneBy: null },
    });
}

/** Facts about the mail that was answered. */
async function markTouch(
  tx: Tx,
  { workspaceId, match, verdict, inboundMailId, receivedAt }: ReplyToApply,
): Promise<void> {
  if (!match.touch) return;
  const at = toDate(receivedAt);
  const fact =
    verdict.class === "complaint"
      ? { complainedAt: at }
      : verdict.class.startsWith("bounce_")
        ? { bouncedAt: at }
        : null;
  if (!fact) return;
  await tx
    .update(touch)
    .set(fact)
    .where(and(eq(touch.workspaceId, workspaceId), eq(touch.id, match.touch.id)));
  const noted = await insertTouchFacts(tx, workspaceId, [
    {
      touchId: match.touch.id,
      kind: factKind(verdict.class),
      source: "reply",
      sourceId: inboundMailId,
      detail: verdict.evidence[0]?.seen ?? "",
      at: receivedAt,
    },
  ]);
  await judgeAddresses(tx, workspaceId, noted, receivedAt);
  await judgeSenders(
    tx,
    workspaceId,
    noted.flatMap(({ sender_id }) => sender_id ?? []),
    receivedAt,
  );
}

const factKind = (kind: ReplyVerdict["class"]): TouchFactKind => {
  if (kind === "complaint") return "complaint";
  return kind === "bounce_hard" ? "bounce_hard" : kind === "bounce_block" ? "bounce_block" : "bounce_soft";
};
