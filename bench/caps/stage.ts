import { setTimeout as pause } from "node:timers/promises";
import type { CapRule } from "@/core/attention/rule";
import { emptyBriefing } from "@/core/briefing";
import { emptyMessage } from "@/core/broadcast";
import { DAY_MS, toEpochMs } from "@/core/instant";
import { drawGraph } from "@/core/testing/graph";
import type { Database } from "@/db/client";
import { newId } from "@/db/ids";
import { createSequence, createWorkspace } from "@/db/testing/factories";
import { DUE_CHANNEL } from "@/server/outbox/channels";
import { createBroadcast, saveBroadcast } from "@/server/services/broadcasts/drafts";
import { startBroadcast } from "@/server/services/broadcasts/start";
import { type ServiceContext, systemContext } from "@/server/services/context";
import { sendMessage } from "@/server/services/messages/send";
import { recordSignals } from "@/server/services/signals/record";
import { type BenchPerson, insertPeople } from "../heed/people";

const EVENT = "bench.started";
const SET = 500;
const CALLS_AT_ONCE = 8;

/** What each contact is wanted by, best first: subject and priority. */
export const WISHES = [
  { subject: "Sequence one", priority: 90, by: "sequence" },
  { subject: "Api", priority: 80, by: "api" },
  { subject: "Sequence two", priority: 70, by: "sequence" },
  { subject: "Broadcast", priority: 60, by: "broadcast" },
  { subject: "Sequence three", priority: 50, by: "sequence" },
  { subject: "Sequence four", priority: 40, by: "sequence" },
  { subject: "Sequence five", priority: 30, by: "sequence" },
] as const;

const onePerDay: CapRule = {
  id: "",
  version: 1,
  name: "One a day",
  scope: { kind: "everything" },
  max: 1,
  window: { kind: "rolling", lengthMs: DAY_MS },
  minGapMs: null,
  counts: null,
  appliesTo: null,
  atCap: "hold",
  shelfLifeMs: null,
};

export interface Stage {
  readonly ctx: ServiceContext;
  readonly workspaceId: string;
  readonly senderId: string;
  readonly people: readonly BenchPerson[];
  readonly topicId: string;
}

/** A workspace with the one rule, five live sequences and the people. */
export async function setStage(database: Database, contacts: number): Promise<Stage> {
  const { workspaceId, senderId, topicId } = await createWorkspace({ rules: [onePerDay] });
  for (const wish of WISHES) {
    if (wish.by !== "sequence") continue;
    const config = {
      senderId,
      topicId,
      subject: wish.subject,
      priority: wish.priority,
      shelfLifeDays: 20,
      body: `This is **${wish.subject}**.`,
    };
    const graph = drawGraph({
      start: { kind: "trigger", config: { entrance: { by: "event", name: EVENT, where: [] } }, next: { next: "mail" } },
      mail: { kind: "email", config, next: {} },
    });
    const { sequenceId, versionId } = await createSequence(workspaceId, graph);
    await database.ownerSql`
      insert into sequence_trigger (id, workspace_id, sequence_id, version_id, kind, ref)
      values (${newId("trigger")}, ${workspaceId}, ${sequenceId}, ${versionId}, 'event', ${EVENT})`;
  }
  const people = await insertPeople(database, workspaceId, contacts);
  // nobody is looked at before everything is there: alarms are set, and said to have been handed out
  await database.ownerSql`
    update person set next_look_at = '2000-01-01', look_sent_at = now() + interval '1 day' where workspace_id = ${workspaceId}`;
  const ctx = systemContext({ workspaceId, name: "bench" });
  return { ctx, workspaceId, senderId, topicId, people };
}

/** Lets everybody be wanted by everything; ends when all messages wait. */
export async function wantAll(database: Database, stage: Stage, say: (words: string) => void): Promise<void> {
  const { ctx, people, workspaceId } = stage;
  for (let at = 0; at < people.length; at += SET) {
    const rows = people.slice(at, at + SET).map(({ personId, contactId }, index) => ({
      workspaceId,
      personId,
      contactId,
      kind: "event" as const,
      name: EVENT,
      source: "api",
      sourceId: `start-${at + index}`,
      verdict: "human" as const,
      occurredAt: toEpochMs(Date.now()),
    }));
    await database.ownerSql.begin((tx) => recordSignals(tx, rows));
  }
  await broadcastToAll(stage);
  const queue = [...people.entries()];
  const { subject, priority } = WISHES[1];
  const caller = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const [n, { email }] = next;
      await sendMessage({
        ctx,
        input: {
          id: `api-${n}`,
          to: { email },
          class: "marketing",
          topic: stage.topicId,
          sender: stage.senderId,
          subject,
          priority,
          body: `This is **${subject}**.`,
          deadline: new Date(Date.now() + 20 * DAY_MS).toISOString(),
        },
      });
    }
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, caller));
  const wanted = people.length * WISHES.length;
  for (let seen = 0; seen < wanted; ) {
    await pause(250);
    const [row] =
      await database.ownerSql`select count(*)::int as n from touch where workspace_id = ${workspaceId} and state = 'waiting'`;
    const now = Number(row?.n);
    if (Math.floor(now / 5_000) > Math.floor(seen / 5_000)) say(`${now} of ${wanted} messages wait`);
    seen = now;
  }
}

async function broadcastToAll({ ctx, senderId, topicId }: Stage): Promise<void> {
  const { subject, priority } = WISHES[3];
  const { id } = await createBroadcast({ ctx, input: { name: subject, audience: { by: "everybody" } } });
  const message = {
    ...emptyMessage(),
    senderId,
    topicId,
    subject,
    priority,
    shelfLifeDays: 20,
    body: `This is **${subject}**.`,
    // asked for above 500 people
    briefing: { ...emptyBriefing, about: "The benchmark.", questions: [{ ask: "Is it from you?", answer: "Yes." }] },
  };
  await saveBroadcast({ ctx, input: { id, revision: 1, message } });
  const outcome = await startBroadcast({ ctx, input: { id, revision: 2 } });
  if (!outcome.ok) throw new Error(`not started: ${JSON.stringify(outcome.problems)}`);
}

/** Now: everybody is looked at. */
export async function letGo(database: Database, { workspaceId }: Stage): Promise<void> {
  await database.ownerSql`update person set look_sent_at = null where workspace_id = ${workspaceId}`;
  await database.ownerSql`select pg_notify(${DUE_CHANNEL}, '')`;
}
