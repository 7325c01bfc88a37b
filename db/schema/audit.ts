import { index, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, id, json, newestFirst, workspaceId } from "./columns";

/** Who did what to whom, and the reason they gave. Of people one writes to ids only: it outlives erasure. */
export const audit = pgTable(
  "audit",
  {
    id: id(),
    workspaceId: workspaceId(),
    memberId: text("member_id"),
    apiKeyId: text("api_key_id"),
    action: text("action").notNull(),
    subjectRef: text("subject_ref").notNull(),
    personId: text("person_id"),
    reason: text("reason"),
    data: json<Record<string, unknown>>("data").notNull().default({}),
    createdAt: createdAt(),
  },
  (t) => [
    index("audit_newest").on(t.workspaceId, newestFirst(t.createdAt)),
    index("audit_of_subject").on(t.workspaceId, t.subjectRef),
    index("audit_of_person").on(t.workspaceId, t.personId),
  ],
);
