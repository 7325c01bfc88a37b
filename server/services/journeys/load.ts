import { and, asc, desc, eq, getTableColumns, inArray, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Graph } from "@/core/graph";
import type { Tx } from "@/db/client";
import { audit } from "@/db/schema/audit";
import { consent, topicChoice } from "@/db/schema/consent";
import { contact } from "@/db/schema/contact";
import { enrollment, visit } from "@/db/schema/enrollment";
import { inboundMail } from "@/db/schema/inbound-mail";
import { product, productFact } from "@/db/schema/product";
import { sender } from "@/db/schema/sender";
import { sequence, sequenceVersion } from "@/db/schema/sequence";
import { signal } from "@/db/schema/signal";
import { suppression } from "@/db/schema/suppression";
import { touch, touchDecision } from "@/db/schema/touch";
import { enrollmentMove } from "@/db/schema/version-move";
import { suppressionsOf } from "@/server/services/suppressions/hits";

/** Newest of each that a journey shows; what is older is in the reports. */
const SHOWN = 500;

export type JourneySource = Awaited<ReturnType<typeof loadJourney>>;
export type EnrollmentSource = JourneySource["enrollments"][number];
export type TouchSource = JourneySource["touches"][number];
export type SignalSource = JourneySource["signals"][number];

/** What a followed link was called in that very mail, Liquid as written; null for what is no click. */
const LINK_LABEL = sql<string | null>`(
  select l ->> 'label' from touch t
  join content c on c.workspace_id = t.workspace_id and c.hash = t.content_hash
  cross join jsonb_array_elements(c.links) l
  where t.workspace_id = signal.workspace_id and t.id = signal.touch_id and l ->> 'id' = signal.link_id limit 1)`;

/** Everything that happened to a person, as it is stored. */
export async function loadJourney(
  tx: Tx,
  workspaceId: string,
  { contactId, personId, companyId }: { contactId: string; personId: string; companyId: string | null },
) {
  const readSignals = tx
    .select({ ...getTableColumns(signal), link: LINK_LABEL })
    .from(signal)
    .where(and(eq(signal.workspaceId, workspaceId), eq(signal.personId, personId)))
    .orderBy(desc(signal.occurredAt))
    .limit(SHOWN);
  const readMails = tx
    .select({
      id: inboundMail.id,
      signalId: inboundMail.signalId,
      class: inboundMail.class,
      classFixed: inboundMail.classFixed,
      subject: inboundMail.subject,
      newText: inboundMail.newText,
      matchMethod: inboundMail.matchMethod,
      /** What it had paused goes on since then. */
      wentOnAt: sql<Date | null>`(select max(e.undone_at) from reply_effect e where e.workspace_id = inbound_mail.workspace_id
        and e.inbound_mail_id = inbound_mail.id and e.kind = 'paused')`,
      receivedAt: inboundMail.receivedAt,
    })
    .from(inboundMail)
    .where(and(eq(inboundMail.workspaceId, workspaceId), eq(inboundMail.personId, personId)))
    .orderBy(desc(inboundMail.receivedAt))
    .limit(SHOWN);
  const readConsents = tx
    .select()
    .from(consent)
    .where(and(eq(consent.workspaceId, workspaceId), eq(consent.personId, personId)));
  const readChoices = tx
    .select()
    .from(topicChoice)
    .where(and(eq(topicChoice.workspaceId, workspaceId), eq(topicChoice.personId, personId)));
  const hitting = sql`select s.id from contact c cross join lateral ${sql.raw(suppressionsOf("c"))} s
    where c.workspace_id = ${workspaceId} and c.id = ${contactId}`;
  /** Stands in the way of this very contact; the others are another address's, or lifted. */
  const hits = sql<boolean>`suppression.id in (${hitting})`;
  // found by their ids: a condition that says "of this person, or hitting them" reads every suppression there is
  const theirs = sql`select p.id from suppression p where p.workspace_id = ${workspaceId} and p.person_id = ${personId}
    union ${hitting}`;
  const readSuppressions = tx
    .select({ ...getTableColumns(suppression), hits })
    .from(suppression)
    .where(and(eq(suppression.workspaceId, workspaceId), sql`suppression.id in (${theirs})`));
  const readFacts = tx
    .select({
      id: productFact.id,
      fact: productFact.fact,
      source: productFact.source,
      occurredAt: productFact.occurredAt,
      productName: product.name,
    })
    .from(productFact)
    .innerJoin(product, and(eq(product.workspaceId, productFact.workspaceId), eq(product.id, productFact.productId)))
    .where(and(eq(productFact.workspaceId, workspaceId), eq(productFact.personId, personId)));
  // sent together, answered one after the other: nobody waits for the way there and back
  const [enrollments, touches, signals, mails, consents, choices, suppressions, facts, wishes] = await Promise.all([
    loadEnrollments(tx, workspaceId, personId),
    loadTouches(tx, workspaceId, personId),
    readSignals,
    readMails,
    readConsents,
    readChoices,
    readSuppressions,
    readFacts,
    loadWishes(tx, workspaceId, personId, companyId),
  ]);
  const ids = enrollments.map(({ id }) => id);
  const [visits, decisions, moves] = await Promise.all([
    loadVisits(tx, workspaceId, ids),
    loadDecisions(
      tx,
      workspaceId,
      touches.map(({ id }) => id),
    ),
    loadMoves(tx, workspaceId, ids),
  ]);
  return {
    enrollments,
    visits,
    touches,
    decisions,
    signals,
    mails,
    consents,
    choices,
    suppressions,
    facts,
    moves,
    wishes,
  };
}

async function loadVisits(tx: Tx, workspaceId: string, enrollmentIds: readonly string[]) {
  if (enrollmentIds.length === 0) return [];
  return tx
    .select()
    .from(visit)
    .where(and(eq(visit.workspaceId, workspaceId), inArray(visit.enrollmentId, [...enrollmentIds])))
    .orderBy(asc(visit.enrollmentId), asc(visit.ordinal));
}

async function loadDecisions(tx: Tx, workspaceId: string, touchIds: readonly string[]) {
  if (touchIds.length === 0) return [];
  return tx
    .select()
    .from(touchDecision)
    .where(and(eq(touchDecision.workspaceId, workspaceId), inArray(touchDecision.touchId, [...touchIds])))
    .orderBy(asc(touchDecision.decidedAt), asc(touchDecision.id));
}

const WISHES = [
  "preference.frequency",
  "preference.topic",
  "leave-alone.set",
  "leave-alone.cleared",
  "contact.archived",
  "contact.restored",
];

/** What they want, and when they were to be left alone, also as part of their company, or put away. Newest first. */
async function loadWishes(tx: Tx, workspaceId: string, personId: string, companyId: string | null) {
  const theirs = eq(audit.personId, personId);
  return tx
    .select()
    .from(audit)
    .where(
      and(
        eq(audit.workspaceId, workspaceId),
        companyId === null ? theirs : or(theirs, eq(audit.subjectRef, companyId)),
        inArray(audit.action, WISHES),
      ),
    )
    .orderBy(desc(audit.createdAt), desc(audit.id))
    .limit(SHOWN);
}

/** Moves of these passages between versions. */
async function loadMoves(tx: Tx, workspaceId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const to = alias(sequenceVersion, "to_version");
  const from = alias(sequenceVersion, "from_version");
  return tx
    .select({
      id: enrollmentMove.id,
      enrollmentId: enrollmentMove.enrollmentId,
      state: enrollmentMove.state,
      movedAt: enrollmentMove.movedAt,
      undoneAt: enrollmentMove.undoneAt,
      fromNodeId: enrollmentMove.fromNodeId,
      toNodeId: enrollmentMove.toNodeId,
      from: from.number,
      fromGraph: from.graph,
      to: to.number,
      toGraph: to.graph,
    })
    .from(enrollmentMove)
    .innerJoin(from, and(eq(from.workspaceId, enrollmentMove.workspaceId), eq(from.id, enrollmentMove.fromVersionId)))
    .innerJoin(to, and(eq(to.workspaceId, enrollmentMove.workspaceId), eq(to.id, enrollmentMove.toVersionId)))
    .where(and(eq(enrollmentMove.workspaceId, workspaceId), inArray(enrollmentMove.enrollmentId, ids)))
    .orderBy(asc(enrollmentMove.movedAt));
}

async function loadEnrollments(tx: Tx, workspaceId: string, personId: string) {
  const rows = await tx
    .select({
      id: enrollment.id,
      contactId: enrollment.contactId,
      companyId: contact.companyId,
      ownerId: contact.ownerId,
      sequenceId: enrollment.sequenceId,
      sequenceName: sequence.name,
      sequenceState: sequence.state,
      sequenceCreatedAt: sequence.createdAt,
      teamId: sequence.teamId,
      versionId: enrollment.versionId,
      version: sequenceVersion.number,
      graph: sequenceVersion.graph,
      settings: sequenceVersion.settings,
      status: enrollment.status,
      state: enrollment.state,
      epoch: enrollment.epoch,
      stepsInEpoch: enrollment.stepsInEpoch,
      entrySignalId: enrollment.entrySignalId,
      enteredAt: enrollment.enteredAt,
      endedAt: enrollment.endedAt,
      pausedUntil: enrollment.pausedUntil,
    })
    .from(enrollment)
    .innerJoin(contact, and(eq(contact.workspaceId, enrollment.workspaceId), eq(contact.id, enrollment.contactId)))
    .innerJoin(sequence, and(eq(sequence.workspaceId, enrollment.workspaceId), eq(sequence.id, enrollment.sequenceId)))
    .innerJoin(
      sequenceVersion,
      and(eq(sequenceVersion.workspaceId, enrollment.workspaceId), eq(sequenceVersion.id, enrollment.versionId)),
    )
    .where(and(eq(enrollment.workspaceId, workspaceId), eq(enrollment.personId, personId)))
    .orderBy(desc(enrollment.enteredAt))
    .limit(100);
  return rows.map((row) => ({ ...row, status: toStatus(row.status), graph: row.graph satisfies Graph }));
}

const toStatus = (status: string): "active" | "finished" => (status === "active" ? "active" : "finished");

async function loadTouches(tx: Tx, workspaceId: string, personId: string) {
  return tx
    .select({
      id: touch.id,
      key: touch.key,
      state: touch.state,
      source: touch.source,
      channel: touch.channel,
      class: touch.class,
      sequenceId: touch.sequenceId,
      enrollmentId: touch.enrollmentId,
      broadcastId: touch.broadcastId,
      nodeId: touch.nodeId,
      subject: touch.subject,
      request: touch.request,
      dueAt: touch.dueAt,
      deadlineAt: touch.deadlineAt,
      heldUntil: touch.heldUntil,
      because: touch.because,
      override: touch.override,
      bindingRuleId: touch.bindingRuleId,
      acceptedAt: touch.acceptedAt,
      countedAt: touch.countedAt,
      handedOverAt: touch.handedOverAt,
      endedAt: touch.endedAt,
      decidedAt: touch.decidedAt,
      createdAt: touch.createdAt,
      toAddress: touch.toAddress,
      messageId: touch.messageId,
      code: touch.code,
      providerAnswer: touch.providerAnswer,
      failure: touch.failure,
      deliveredAt: touch.deliveredAt,
      bouncedAt: touch.bouncedAt,
      complainedAt: touch.complainedAt,
      senderName: sender.name,
      senderAddress: sender.address,
    })
    .from(touch)
    .leftJoin(sender, and(eq(sender.workspaceId, touch.workspaceId), eq(sender.id, touch.senderId)))
    .where(and(eq(touch.workspaceId, workspaceId), eq(touch.personId, personId)))
    .orderBy(desc(touch.createdAt))
    .limit(SHOWN);
}
