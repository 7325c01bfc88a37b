import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant, inWorkspace, json, newestFirst, workspaceId } from "./columns";
import { person } from "./person";

/** Something the contact did. The raw fact stays as it came; verdict and reasons are derived and can be derived again. */
export const signal = pgTable(
  "signal",
  {
    id: id(),
    workspaceId: workspaceId(),
    personId: text("person_id").notNull(),
    contactId: text("contact_id").notNull(),
    /** open · click · reply · purchase · event */
    kind: text("kind").notNull(),
    /** custom event's name, product key of a purchase, reply class of a reply */
    name: text("name").notNull().default(""),
    touchId: text("touch_id"),
    linkId: text("link_id"),
    /** own · resend · api · mailbox · sandbox · stripe · segment */
    source: text("source").notNull(),
    sourceId: text("source_id").notNull(),
    data: json<Record<string, unknown>>("data").notNull().default({}),
    verdict: text("verdict").notNull(),
    verdictReasons: json<string[]>("verdict_reasons").notNull().default([]),
    /** corrected by a member: derivation leaves it alone */
    verdictFixed: boolean("verdict_fixed").notNull().default(false),
    /** an unsure one counts as machine from here on (workspace time) */
    settlesAt: instant("settles_at"),
    occurredAt: instant("occurred_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("signal_once").on(t.workspaceId, t.source, t.sourceId),
    index("signal_of_person").on(t.workspaceId, t.personId, newestFirst(t.occurredAt)),
    // who bought while inside a sequence
    index("signal_purchases").on(t.workspaceId, t.personId, t.occurredAt).where(sql`${t.kind} = 'purchase'`),
    index("signal_of_touch").on(t.workspaceId, t.touchId),
    // a gateway follows the links of several people's mails from one address
    index("signal_of_address")
      .on(t.workspaceId, sql`(${t.data}->>'ip')`, t.occurredAt)
      .where(sql`${t.kind} = 'click' and ${t.data}->>'ip' is not null`),
    // how many an entrance lets in: who did it in the last month
    index("signal_by_name")
      .on(t.workspaceId, t.kind, t.name, t.occurredAt)
      .where(sql`${t.kind} in ('event','purchase')`),
    // the sweep: unsure ones whose settle time is over
    index("signal_unsettled").on(t.workspaceId, t.settlesAt).where(sql`${t.verdict} = 'unsure'`),
    inWorkspace({ workspaceId: t.workspaceId, ref: t.personId }, { workspaceId: person.workspaceId, id: person.id }),
    check("signal_kind", sql`${t.kind} in ('open','click','reply','purchase','event')`),
    check("signal_verdict", sql`${t.verdict} in ('human','machine','unsure')`),
  ],
);
