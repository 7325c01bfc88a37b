import { setTimeout as pause } from "node:timers/promises";
import { toEpochMs } from "@/core/instant";
import { drawGraph } from "@/core/testing/graph";
import { type Database, openDatabase, useDatabase as setDatabase } from "@/db/client";
import { newId } from "@/db/ids";
import { createSequence, createWorkspace } from "@/db/testing/factories";
import { moveClock, readClock } from "@/server/services/clock/move";
import { systemContext } from "@/server/services/context";
import { type NewSignal, recordSignals } from "@/server/services/signals/record";
import { type BenchPerson, insertPeople } from "../heed/people";
import { sendToSink } from "../heed/sender";

const SET = 500;
const EVENT = "bench.started";

interface Given {
  ownerUrl: string;
  appUrl: string;
  contacts: number;
  transport: string;
  sinkUrl: string;
  variables: Readonly<Record<string, string>>;
}

/** What people and time do in the journey benchmark. */
export class Driver {
  private constructor(
    private readonly database: Database,
    private readonly workspaceId: string,
    private readonly people: readonly BenchPerson[],
  ) {}

  static async open(given: Given): Promise<Driver> {
    const database = openDatabase({ ownerUrl: given.ownerUrl, appUrl: given.appUrl, poolSize: 4 });
    setDatabase(database);
    const { workspaceId, senderId, topicId } = await createWorkspace();
    if (given.transport === "smtp") await sendToSink(database, senderId, given);
    await drawSequence(database, { workspaceId, senderId, topicId });
    return new Driver(database, workspaceId, await insertPeople(database, workspaceId, given.contacts));
  }

  get addresses(): readonly string[] {
    return this.people.map(({ email }) => email);
  }

  /** Seconds it takes. */
  async timed(work: () => Promise<void>): Promise<number> {
    const began = performance.now();
    await work();
    return (performance.now() - began) / 1_000;
  }

  /** The event of each contact, a set at a time. */
  async enterAll(): Promise<void> {
    await this.record(this.people, ({ personId, contactId }, n) => ({
      personId,
      contactId,
      workspaceId: this.workspaceId,
      kind: "event",
      name: EVENT,
      source: "api",
      sourceId: `start-${n}`,
      verdict: "human",
      occurredAt: toEpochMs(Date.now()),
    }));
  }

  /** Every second contact opens its first mail, more than two seconds after it was accepted. */
  async openEverySecond(): Promise<void> {
    await pause(2_100);
    const touches = await this.database.ownerSql<{ id: string; person_id: string }[]>`
      select id, person_id from touch where workspace_id = ${this.workspaceId} and state = 'accepted'`;
    const touchOf = new Map(touches.map((touch) => [touch.person_id, touch.id]));
    const openers = this.people.filter((_, index) => index % 2 === 0);
    await this.record(openers, ({ personId, contactId }, n) => ({
      personId,
      contactId,
      workspaceId: this.workspaceId,
      kind: "open",
      touchId: touchOf.get(personId) ?? null,
      source: "own",
      sourceId: `open-${n}`,
      verdict: "human",
      occurredAt: toEpochMs(Date.now()),
    }));
    await this.untilNone("select count(*)::int as n from wake where eaten_at is null");
  }

  async moveOneHour(): Promise<void> {
    const ctx = systemContext({ workspaceId: this.workspaceId, name: "bench" });
    const { now } = await readClock({ ctx });
    await moveClock({ ctx, input: { to: new Date(now.getTime() + 3_700_000) } });
  }

  untilFinished(): Promise<void> {
    return this.untilNone("select count(*)::int as n from enrollment where status = 'active'");
  }

  async countVisits(): Promise<number> {
    return this.count("select count(*)::int as n from visit");
  }

  /** Calls of the SDK: each step of a run is one. */
  async countCalls(): Promise<number> {
    return this.count("select sum(steps_in_epoch)::int as n from enrollment");
  }

  close(): Promise<void> {
    return this.database.close();
  }

  private async record(
    people: readonly BenchPerson[],
    toSignal: (person: BenchPerson, n: number) => NewSignal,
  ): Promise<void> {
    for (let at = 0; at < people.length; at += SET) {
      const rows = people.slice(at, at + SET).map((person, index) => toSignal(person, at + index));
      await this.database.ownerSql.begin((tx) => recordSignals(tx, rows));
    }
  }

  private async untilNone(question: string): Promise<void> {
    while ((await this.count(question)) > 0) await pause(50);
  }

  private async count(question: string): Promise<number> {
    const [row] = await this.database.ownerSql.unsafe(question);
    return Number(row?.n ?? 0);
  }
}

async function drawSequence(database: Database, of: { workspaceId: string; senderId: string; topicId: string }) {
  const { workspaceId, senderId, topicId } = of;
  const mail = (subject: string) => ({
    senderId,
    topicId,
    subject,
    body: `Hello {{ first_name | default: "there" }}, this is **${subject}**.\n\n[Read more](https://example.com/more)`,
  });
  const opened = {
    type: "test",
    subject: {
      on: "signals",
      filter: { signal: "open", name: "", linkId: "", replyClasses: [], productId: "", where: [], sameKey: false },
    },
    op: "happened",
    value: { count: 1, days: null },
  };
  const graph = drawGraph({
    start: { kind: "trigger", config: { entrance: { by: "event", name: EVENT, where: [] } }, next: { next: "first" } },
    first: { kind: "email", config: mail("Hello"), next: { next: "pause" } },
    pause: { kind: "delay", config: { mode: "for", duration: { amount: 1, unit: "hours" } }, next: { next: "fork" } },
    fork: {
      kind: "branch",
      config: { arms: [{ id: "yes", label: "Opened", when: opened }] },
      next: { yes: "a", else: "b" },
    },
    a: { kind: "email", config: mail("Answer A"), next: {} },
    b: { kind: "email", config: mail("Answer B"), next: {} },
  });
  const { sequenceId, versionId } = await createSequence(workspaceId, graph);
  await database.ownerSql`
    insert into sequence_trigger (id, workspace_id, sequence_id, version_id, kind, ref)
    values (${newId("trigger")}, ${workspaceId}, ${sequenceId}, ${versionId}, 'event', ${EVENT})`;
}
