import { sql } from "drizzle-orm";
import { bigint, check, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant, inWorkspace, newestFirst, workspaceId } from "./columns";
import { person } from "./person";

/** Append-only: the row recorded last (`ordinal`) per person and topic (null = every topic) is the basis that holds. */
export const consent = pgTable(
  "consent",
  {
    id: id(),
    workspaceId: workspaceId(),
    personId: text("person_id").notNull(),
    topicId: text("topic_id"),
    basis: text("basis").notNull(),
    source: text("source").notNull(),
    wording: text("wording"),
    proof: text("proof"),
    /** workspace time: what is shown */
    recordedAt: instant("recorded_at").notNull(),
    /** which came after which: the workspace's clock may have been moved */
    ordinal: bigint("ordinal", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    createdAt: createdAt(),
  },
  (t) => [
    index("consent_of_person").on(t.workspaceId, t.personId, newestFirst(t.ordinal)),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.personId },
      { workspaceId: person.workspaceId, id: person.id },
    ).onDelete("cascade"),
    check("consent_basis", sql`${t.basis} in ('opt_in','customer','legitimate_interest','none')`),
  ],
);

/** Interest in a topic counts from here on: member or person started it anew. */
export const interestReset = pgTable(
  "interest_reset",
  {
    id: id(),
    workspaceId: workspaceId(),
    personId: text("person_id").notNull(),
    topicId: text("topic_id").notNull(),
    resetBy: text("reset_by"),
    resetAt: instant("reset_at").notNull(),
  },
  (t) => [uniqueIndex("interest_reset_once").on(t.workspaceId, t.personId, t.topicId)],
);

/** What the person chose in the preference centre or by one-click; one row per topic, current state. */
export const topicChoice = pgTable(
  "topic_choice",
  {
    id: id(),
    workspaceId: workspaceId(),
    personId: text("person_id").notNull(),
    topicId: text("topic_id").notNull(),
    choice: text("choice").notNull(),
    source: text("source").notNull(),
    touchId: text("touch_id"),
    chosenAt: instant("chosen_at").notNull(),
  },
  (t) => [
    uniqueIndex("topic_choice_once").on(t.workspaceId, t.personId, t.topicId),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.personId },
      { workspaceId: person.workspaceId, id: person.id },
    ).onDelete("cascade"),
    check("topic_choice_value", sql`${t.choice} in ('in','out')`),
  ],
);
