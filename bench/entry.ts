import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { toEpochMs } from "@/core/instant";
import { drawGraph } from "@/core/testing/graph";
import { type Database, openDatabase, useDatabase as setDatabase } from "@/db/client";
import { newId } from "@/db/ids";
import { createSequence, createWorkspace } from "@/db/testing/factories";
import { recordSignals } from "@/server/services/signals/record";
import { startPostgres } from "./harness/postgres";
import { startCrew } from "./heed/crew";
import { prepareHeed } from "./heed/environment";
import { type BenchPerson, insertPeople } from "./heed/people";

const TIMES = 5;
const EVENT = "bench.started";

/**
 * `bench entry [--contacts N] [--workers N]`: the same event five times at once for each contact, into a sequence people enter
 * once. For every second contact the repeats carry the same id, for the others ids of their own.
 */
export async function run({ args }: { args: readonly string[] }): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...args],
    options: { contacts: { type: "string", default: "1000" }, workers: { type: "string", default: "2" } },
  });
  const contacts = Number(values.contacts);
  const postgres = await startPostgres();
  try {
    const heed = await prepareHeed(postgres, "heed_bench");
    const database = openDatabase({ ...heed, poolSize: TIMES * 2 });
    setDatabase(database);
    const workspaceId = await drawSequence(database);
    const people = await insertPeople(database, workspaceId, contacts);
    const crew = await startCrew(Number(values.workers), heed.variables);
    const began = performance.now();
    for (const [n, person] of people.entries()) {
      await Promise.all(Array.from({ length: TIMES }, (_, time) => tell(database, workspaceId, person, n, time)));
    }
    await untilJudged(database);
    const seconds = (performance.now() - began) / 1_000;
    const [count] = await database.ownerSql<{ enrollments: number; entered: number }[]>`
      select count(*)::int as enrollments, count(distinct contact_id)::int as entered from enrollment`;
    await crew.stop();
    await database.close();
    const enrollments = count?.enrollments ?? 0;
    return {
      contacts,
      enrollments,
      over: enrollments - (count?.entered ?? 0),
      missing: contacts - (count?.entered ?? 0),
      events_per_s: Math.round((contacts * TIMES) / seconds),
      workers: Number(values.workers),
      postgres: postgres.version,
    };
  } finally {
    await postgres.stop();
  }
}

/** One delivery of the event, in a transaction of its own. */
async function tell(database: Database, workspaceId: string, person: BenchPerson, n: number, time: number) {
  const sourceId = n % 2 === 0 ? `event-${n}` : `event-${n}-${time}`;
  await database.ownerSql.begin((tx) =>
    recordSignals(tx, [
      {
        workspaceId,
        personId: person.personId,
        contactId: person.contactId,
        kind: "event",
        name: EVENT,
        source: "api",
        sourceId,
        verdict: "human",
        occurredAt: toEpochMs(Date.now()),
      },
    ]),
  );
}

async function untilJudged(database: Database): Promise<void> {
  for (;;) {
    const [row] = await database.ownerSql<{ left: number }[]>`
      select count(*)::int as left from outbox where name = 'signal/recorded'`;
    if (row?.left === 0) return;
    await pause(50);
  }
}

async function drawSequence(database: Database): Promise<string> {
  const { workspaceId } = await createWorkspace();
  const { sequenceId, versionId } = await createSequence(
    workspaceId,
    drawGraph({
      start: {
        kind: "trigger",
        config: { entrance: { by: "event", name: EVENT, where: [] } },
        next: { next: "pause" },
      },
      pause: { kind: "delay" },
    }),
  );
  await database.ownerSql`
    insert into sequence_trigger (id, workspace_id, sequence_id, version_id, kind, ref)
    values (${newId("trigger")}, ${workspaceId}, ${sequenceId}, ${versionId}, 'event', ${EVENT})`;
  return workspaceId;
}
