import { expect, test } from "vitest";
import { toEpochMs } from "@/core/instant";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createContact } from "@/db/testing/factories";
import { relayOutbox } from "@/server/outbox/relay-outbox";
import { relayTriggers } from "@/server/outbox/relay-triggers";
import type { EventToSend } from "@/server/outbox/send-events";
import { liveSequence } from "@/server/services/enrollments/testing/enrolled";
import { recordSignals } from "@/server/services/signals/record";

testDatabase();

async function listening() {
  const live = await liveSequence(
    drawGraph({
      start: {
        kind: "trigger",
        config: { entrance: { by: "event", name: "joined", where: [] } },
        next: { next: "pause" },
      },
      pause: { kind: "delay" },
    }),
  );
  await ownerSql()`
    insert into sequence_trigger (id, workspace_id, sequence_id, version_id, kind, ref)
    values (${newId("trigger")}, ${live.workspaceId}, ${live.sequenceId}, ${live.versionId}, 'event', 'joined')`;
  return live;
}

async function joins(workspaceId: string, sourceId: string) {
  const { contactId, personId } = await createContact(workspaceId);
  await recordSignals(ownerSql(), [
    {
      workspaceId,
      personId,
      contactId,
      kind: "event",
      name: "joined",
      source: "api",
      sourceId,
      verdict: "human",
      occurredAt: toEpochMs(Date.now()),
    },
  ]);
}

const owed = async () =>
  (await ownerSql()<{ attempts: number }[]>`select attempts from outbox where name = 'signal/recorded'`).map(
    ({ attempts }) => attempts,
  );

test("several relays judge each row once, and take it away with what came of it; an engine is sent none", async () => {
  const sql = ownerSql();
  const { workspaceId, sequenceId } = await listening();
  for (let n = 0; n < 12; n += 1) await joins(workspaceId, `j${n}`);
  const sent: EventToSend[] = [];
  await relayOutbox(sql, async (events) => void sent.push(...events));
  expect(sent).toEqual([]);
  await Promise.all([1, 2, 3].map(() => relayTriggers(sql)));
  while ((await relayTriggers(sql)) === 0);
  expect(await owed()).toEqual([]);
  expect(await sql`select contact_id from enrollment where sequence_id = ${sequenceId}`).toHaveLength(12);
});

test("a row that cannot be judged waits, and keeps nobody else out", async () => {
  const sql = ownerSql();
  const { workspaceId, sequenceId } = await listening();
  await joins(workspaceId, "broken");
  await sql`update outbox set data = jsonb_build_object('workspaceId', ${workspaceId}::text, 'signalIds', 5) where name = 'signal/recorded'`;
  await joins(workspaceId, "good");
  await sql`update outbox set next_attempt_at = next_attempt_at - interval '1 second'`; // stored to the millisecond: it may lie ahead of now
  await relayTriggers(sql);
  expect(await owed()).toEqual([1]);
  expect(await sql`select 1 from enrollment where sequence_id = ${sequenceId}`).toHaveLength(1);
  expect(await relayTriggers(sql)).toBeGreaterThan(0); // not before its time
});
