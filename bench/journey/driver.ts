import { setTimeout as pause } from "node:timers/promises";
import { toEpochMs } from "@/core/instant";
import { drawGraph } from "@/core/testing/graph";
import { type Database, openDatabase, useDatabase as setDatabase } from "@/db/client";
import { newId } from "@/db/ids";
import { createSequence, createWorkspace } from "@/db/testing/factories";
import { moveClock, readClock } from "@/server/services/clock/move";
import { systemContext } from "@/server/services/context";
import { type NewSignal, recordSignals } from "@/server/services/signals/record";

const SET = 500;
const EVENT = "bench.started";

interface Given {
  ownerUrl: string;
  appUrl: string;
  contacts: number;
  transport: string;
  sinkUrl: string;
}

interface Person {
  personId: string;
  contactId: string;
}

/** What people and time do in the journey benchmark. */
export class Driver {
  private constructor(
    private readonly database: Database,
    private readonly workspaceId: string,
    private readonly people: readonly Person[],
    readonly addresses: readonly string[],
  ) {}

  static async open(given: Given): Promise<Driver> {
    const database = openDatabase({ ownerUrl: given.ownerUrl, appUrl: given.appUrl, poolSize: 4 });
    setDatabase(database);
    const { workspaceId, senderId, topicId } = await createWorkspace();
    await drawSequence(database, { workspaceId, senderId, topicId });
    const addresses = Array.from({ length: given.contacts }, (_, n) => `person${n}@example.com`);
    const people: Person[] = [];
    for (let at = 0; at < addresses.length; at += SET) {
      people.push(...(await insertPeople(database, workspaceId, addresses.slice(at, at + SET))));
    }
    await database.ownerSql`analyze`;
    return new Driver(database, workspaceId, people, addresses);
  }

  /** Seconds it takes. */
  async timed(work: () => Promise<void>): Promise<number> {
    const began = performance.now();
    await work();
    return (performance.now() - began) / 1_000;
  }

  /** The event of each contact, a set at a time. */
  async enterAll(): Promise<void> {
    await this.record(this.people, (person, n) => ({
      ...person,
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
    await this.record(openers, (person, n) => ({
      ...person,
      workspaceId: this.workspaceId,
      kind: "open",
      touchId: touchOf.get(person.personId) ?? null,
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

  private async record(people: readonly Person[], toSignal: (person: Person, n: number) => NewSignal): Promise<void> {
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

async function insertPeople(database: Database, workspaceId: string, addresses: readonly string[]): Promise<Person[]> {
  const rows = addresses.map((email, n) => ({
    workspace_id: workspaceId,
    person_id: newId("person"),
    contact_id: newId("contact"),
    consent_id: newId("consent"),
    email,
    first_name: `First${n}`,
  }));
  const set = JSON.stringify(rows);
  const from = (columns: string) => `select ${columns} from jsonb_to_recordset($1::text::jsonb) as r(
    workspace_id text, person_id text, contact_id text, consent_id text, email text, first_name text)`;
  const { ownerSql: sql } = database;
  await sql.unsafe(`insert into person (id, workspace_id) ${from("person_id, workspace_id")}`, [set]);
  await sql.unsafe(
    `insert into contact (id, workspace_id, person_id, email, email_key, first_name)
     ${from("contact_id, workspace_id, person_id, email, email, first_name")}`,
    [set],
  );
  await sql.unsafe(
    `insert into consent (id, workspace_id, person_id, basis, source, recorded_at)
     ${from("consent_id, workspace_id, person_id, 'customer', 'bench', now()")}`,
    [set],
  );
  return rows.map(({ person_id, contact_id }) => ({ personId: person_id, contactId: contact_id }));
}
