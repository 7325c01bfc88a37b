import { ownerSql } from "@/db/client";

/** What half a minute does after the only worker's end: another may take up its runs, and the events it was about to send. */
export async function lapseLeases(): Promise<void> {
  await ownerSql()`update engine.run set due = now() - interval '1 second' where lease is not null`;
  await ownerSql()`update outbox set next_attempt_at = now() - interval '1 second' where sent_at is null`;
}
