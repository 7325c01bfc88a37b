import { sql } from "drizzle-orm";
import { index, pgTable, text, unique } from "drizzle-orm/pg-core";
import type { FrequencyPace } from "@/core/attention/rule";
import { createdAt, id, instant, workspaceId } from "./columns";

/**
 * A human being with all addresses and merged duplicates. The ledger belongs to the person and this row is its lock:
 * whoever decides about touches of the person holds it (`for update`), in the order company → person → enrollment → sender.
 */
export const person = pgTable(
  "person",
  {
    id: id(),
    workspaceId: workspaceId(),
    /** The one alarm: when the governor looks at this person again, in workspace time. Null: nothing waits. */
    nextLookAt: instant("next_look_at"),
    /** Set when a look was handed to the engine and not yet done; a look older than 30 s is handed out again (real time). */
    lookSentAt: instant("look_sent_at"),
    /** What the person chose in the preference centre: one more rule, and it beats every other. */
    frequency: text("frequency").$type<FrequencyPace>(),
    frequencyPausedUntil: instant("frequency_paused_until"),
    frequencyChosenAt: instant("frequency_chosen_at"),
    /** The person does not want opens and clicks to be counted. */
    untrackedAt: instant("untracked_at"),
    leaveAloneUntil: instant("leave_alone_until"),
    leaveAloneReason: text("leave_alone_reason"),
    leaveAloneBy: text("leave_alone_by"),
    /** After a "no": no member may enroll the person in sales before this without a reason (SEMANTICS §4). */
    salesBarredUntil: instant("sales_barred_until"),
    salesBarredBy: text("sales_barred_by"),
    mergedInto: text("merged_into"),
    erasedAt: instant("erased_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("person_in_workspace").on(t.workspaceId, t.id),
    // the relay's poll: people whose alarm rings
    index("person_due").on(t.workspaceId, t.nextLookAt).where(sql`${t.nextLookAt} is not null`),
  ],
);
