import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import type { Explanation } from "@/core/attention/decision";
import type { AtCap, RepeatPolicy, TouchOverride } from "@/core/attention/touch";
import type { TouchRequest } from "@/core/enrollment";
import type { HoursLayer } from "@/core/schedule-hours";
import { createdAt, id, instant, inWorkspace, json, newestFirst, updatedAt, workspaceId } from "./columns";
import { contact } from "./contact";
import { person } from "./person";

/** One message to one person: planned, held, sent, skipped or observed. States are SEMANTICS §1; the checks below hold them. */
export const touch = pgTable(
  "touch",
  {
    id: id(),
    workspaceId: workspaceId(),
    personId: text("person_id").notNull(),
    contactId: text("contact_id").notNull(),
    /** `enrollment/node/visit`, `broadcast/contact`, the API's idempotency key…; unique among touches not withdrawn */
    key: text("key").notNull(),
    state: text("state").notNull(),
    // frozen when made
    source: text("source").notNull(),
    channel: text("channel").notNull().default("email"),
    class: text("class").notNull(),
    obeys: boolean("obeys").notNull(),
    counts: boolean("counts").notNull(),
    priority: integer("priority").notNull().default(0),
    topicId: text("topic_id"),
    teamId: text("team_id"),
    senderId: text("sender_id"),
    companyId: text("company_id"),
    sequenceId: text("sequence_id"),
    sequenceCreatedAt: instant("sequence_created_at"),
    enrollmentId: text("enrollment_id"),
    nodeId: text("node_id"),
    broadcastId: text("broadcast_id"),
    templateFamily: text("template_family"),
    correlationKey: text("correlation_key"),
    promotes: text("promotes").array().notNull().default(sql`'{}'::text[]`),
    /** the reply (signal) whose outlet it is drawn behind: the conversation hold of that very reply does not apply */
    answersReplyId: text("answers_reply_id"),
    /** whose mailbox it would leave from */
    memberId: text("member_id"),
    repeat: json<RepeatPolicy>("repeat").notNull(),
    /** what a full cap does to it: as the rule says, or hold, or skip */
    atCap: text("at_cap").$type<AtCap>().notNull().default("rule"),
    /** hours drawn at the node itself */
    nodeHours: json<HoursLayer>("node_hours"),
    /** a member let it go early, with a right and a reason */
    override: json<TouchOverride>("override"),
    request: json<TouchRequest>("request"),
    // when
    dueAt: instant("due_at").notNull(),
    deadlineAt: instant("deadline_at"),
    /** forecast while held; null with a hold whose end is open */
    heldUntil: instant("held_until"),
    /** why it is held, was skipped, or went: rule, version, counter, what fills it */
    because: json<Explanation>("because"),
    bindingRuleId: text("binding_rule_id"),
    decidedAt: instant("decided_at"),
    // frozen at claim
    claimedAt: instant("claimed_at"),
    /** real time: a lapsed claim goes back to waiting */
    leaseUntil: instant("lease_until"),
    contentHash: text("content_hash"),
    /** who stood behind it and how it looked; null in rows older than letterheads: as it is today */
    letterheadHash: text("letterhead_hash"),
    /** hash of the merged body: never the same words twice */
    bodyFingerprint: text("body_fingerprint"),
    subject: text("subject"),
    mergeData: json<Record<string, unknown>>("merge_data"),
    /** What of opens and clicks is counted and over which host, as it was when the mail was written. Null: as the workspace says. */
    tracking: json<{ opens: boolean; clicks: boolean; host: string | null }>("tracking"),
    toAddress: text("to_address"),
    code: text("code"),
    messageId: text("message_id"),
    // what became of it
    handedOverAt: instant("handed_over_at"),
    /** handed over in one call with the others of this batch, which is its key towards the provider; null: by itself */
    batchId: text("batch_id"),
    attempts: integer("attempts").notNull().default(0),
    retryAt: instant("retry_at"),
    /** a member had it sent again, not knowing whether it arrived: it leaves although its passage has gone on */
    againAt: instant("again_at"),
    acceptedAt: instant("accepted_at"),
    /** what the ledger counts: claim, or INTERNALDATE of a hand-written one; null while it fills no slot */
    countedAt: instant("counted_at"),
    endedAt: instant("ended_at"),
    providerId: text("provider_id"),
    providerAnswer: text("provider_answer"),
    failure: text("failure"),
    deliveredAt: instant("delivered_at"),
    bouncedAt: instant("bounced_at"),
    complainedAt: instant("complained_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("touch_in_workspace").on(t.workspaceId, t.id),
    uniqueIndex("touch_key_once").on(t.workspaceId, t.key).where(sql`${t.state} <> 'withdrawn'`),
    // what programs sent, the last first, among however many that sequences did
    index("touch_of_api").on(t.workspaceId, t.id).where(sql`${t.source} = 'api'`),
    // see touches/by-key.ts
    index("touch_withdrawn_key").on(t.workspaceId, t.key).where(sql`${t.state} = 'withdrawn'`),
    // the ledger of a person: what fills slots, newest first
    index("touch_ledger")
      .on(t.workspaceId, t.personId, newestFirst(t.countedAt))
      .where(sql`${t.countedAt} is not null`),
    // what of a person waits
    index("touch_waiting")
      .on(t.workspaceId, t.personId)
      .where(sql`${t.state} in ('planned','waiting','held','claimed','handed_over')`),
    // never the same template family or body twice
    index("touch_family").on(t.workspaceId, t.personId, t.templateFamily).where(sql`${t.countedAt} is not null`),
    index("touch_body").on(t.workspaceId, t.personId, t.bodyFingerprint).where(sql`${t.countedAt} is not null`),
    // interest: what a person got in a topic
    index("touch_topic")
      .on(t.workspaceId, t.personId, t.topicId, newestFirst(t.countedAt))
      .where(sql`${t.countedAt} is not null`),
    index("touch_of_enrollment").on(t.workspaceId, t.enrollmentId),
    index("touch_by_sequence").on(t.workspaceId, t.sequenceId, t.nodeId, t.state),
    index("touch_by_broadcast").on(t.workspaceId, t.broadcastId, t.state).where(sql`${t.broadcastId} is not null`),
    index("touch_unknown").on(t.workspaceId).where(sql`${t.state} = 'unknown'`),
    index("touch_held").on(t.workspaceId, t.heldUntil).where(sql`${t.state} = 'held'`),
    // a batch nobody knows the end of is asked about as a whole
    index("touch_of_batch")
      .on(t.workspaceId, t.batchId)
      .where(sql`${t.batchId} is not null and ${t.state} = 'handed_over'`),
    index("touch_leases").on(t.leaseUntil).where(sql`${t.state} in ('claimed','handed_over')`),
    index("touch_of_person").on(t.workspaceId, t.personId, newestFirst(t.createdAt)),
    // company-scope rules: distinct people written to
    index("touch_of_company")
      .on(t.workspaceId, t.companyId, newestFirst(t.countedAt))
      .where(sql`${t.companyId} is not null and ${t.countedAt} is not null`),
    // reports and calendars: what left in a range of days, read off the index alone
    index("touch_by_day").on(t.workspaceId, t.countedAt).where(sql`${t.countedAt} is not null`),
    index("touch_skipped").on(t.workspaceId, t.endedAt).where(sql`${t.state} = 'skipped'`),
    // sender limits
    index("touch_of_sender")
      .on(t.workspaceId, t.senderId, newestFirst(t.countedAt))
      .where(sql`${t.countedAt} is not null`),
    uniqueIndex("touch_code_once").on(t.code).where(sql`${t.code} is not null`),
    inWorkspace({ workspaceId: t.workspaceId, ref: t.personId }, { workspaceId: person.workspaceId, id: person.id }),
    inWorkspace({ workspaceId: t.workspaceId, ref: t.contactId }, { workspaceId: contact.workspaceId, id: contact.id }),
    check(
      "touch_state",
      sql`${t.state} in ('planned','waiting','held','claimed','handed_over','accepted','failed','unknown','skipped','withdrawn','observed')`,
    ),
    check("touch_class", sql`${t.class} in ('marketing','sales','transactional')`),
    check("touch_at_cap", sql`${t.atCap} in ('rule','hold','skip')`),
    check("touch_source", sql`${t.source} in ('sequence','broadcast','transactional','api','hand','logged')`),
    // slots are filled by exactly these states
    check(
      "touch_slot",
      sql`(${t.countedAt} is not null) = (${t.state} in ('claimed','handed_over','accepted','unknown','observed'))`,
    ),
    check(
      "touch_claim",
      sql`${t.state} not in ('claimed','handed_over','accepted') or (${t.claimedAt} is not null and ${t.contentHash} is not null)`,
    ),
  ],
);

/** Every decision of the governor about a touch that changed something: the journey's "held because" rows. */
export const touchDecision = pgTable(
  "touch_decision",
  {
    id: id(),
    workspaceId: workspaceId(),
    touchId: text("touch_id").notNull(),
    decision: text("decision").notNull(),
    because: json<Explanation>("because").notNull(),
    heldUntil: instant("held_until"),
    decidedAt: instant("decided_at").notNull(),
  },
  (t) => [
    index("touch_decision_of_touch").on(t.workspaceId, t.touchId, t.decidedAt),
    // reports: what was held in a range of days
    index("touch_decision_holds").on(t.workspaceId, t.decidedAt).where(sql`${t.decision} = 'hold'`),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.touchId },
      { workspaceId: touch.workspaceId, id: touch.id },
    ).onDelete("cascade"),
    check("touch_decision_kind", sql`${t.decision} in ('send','hold','skip','withdraw')`),
  ],
);

/** Every Message-ID a touch is known by: ours, the provider's, the one in the Sent copy. A reply to any finds the touch. */
export const messageAlias = pgTable(
  "message_alias",
  {
    id: id(),
    workspaceId: workspaceId(),
    messageId: text("message_id").notNull(),
    touchId: text("touch_id").notNull(),
    source: text("source").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("message_alias_once").on(t.workspaceId, t.messageId),
    index("message_alias_of_touch").on(t.workspaceId, t.touchId),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.touchId },
      { workspaceId: touch.workspaceId, id: touch.id },
    ).onDelete("cascade"),
  ],
);
