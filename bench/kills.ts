import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { drawGraph } from "@/core/testing/graph";
import { type Database, openDatabase, useDatabase as setDatabase } from "@/db/client";
import { createSequence, createWorkspace } from "@/db/testing/factories";
import { enterSequences } from "@/server/services/enrollments/enter";
import { startPostgres } from "./harness/postgres";
import { startCrew } from "./heed/crew";
import { prepareHeed } from "./heed/environment";
import { type BenchPerson, insertPeople } from "./heed/people";

const SET = 100;
/** Leases of a killed worker's claims lapse after two minutes, and the sweep looks every minute. */
const PATIENCE_MS = 600_000;

/**
 * `bench kills [--contacts N] [--kills N] [--every MS]`: people travel trigger → email → wait 1 min → email → exit with the
 * sandbox sender while the worker is killed with -9 again and again. Every mail must arrive once and nobody be stuck.
 */
export async function run({ args }: { args: readonly string[] }): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      contacts: { type: "string", default: "1000" },
      kills: { type: "string", default: "50" },
      every: { type: "string", default: "2000" },
    },
  });
  const contacts = Number(values.contacts);
  const kills = Number(values.kills);
  const postgres = await startPostgres();
  try {
    const heed = await prepareHeed(postgres, "heed_bench");
    const database = openDatabase({ ...heed, poolSize: 4 });
    setDatabase(database);
    const { workspaceId, sequenceId } = await drawSequence();
    const people = await insertPeople(database, workspaceId, contacts);
    let crew = await startCrew(1, heed.variables);
    const began = performance.now();
    // spread over the kills, so that each hits people at every step
    const entering = enterSlowly(database, { workspaceId, sequenceId }, people, (kills * Number(values.every)) / 2);
    for (let n = 1; n <= kills; n += 1) {
      await pause(Number(values.every) * (0.5 + ((n * 7) % 10) / 10)); // at ever other moments
      await crew.kill();
      crew = await startCrew(1, heed.variables);
      if (n % 10 === 0) process.stderr.write(`killed ${n} times\n`);
    }
    await entering;
    const stuck = await untilFinished(database, PATIENCE_MS);
    const found = await count(database, contacts);
    await crew.stop();
    await database.close();
    return {
      contacts,
      kills,
      ...found,
      stuck,
      seconds: Math.round((performance.now() - began) / 1_000),
      postgres: postgres.version,
    };
  } finally {
    await postgres.stop();
  }
}

async function enterSlowly(
  database: Database,
  where: { workspaceId: string; sequenceId: string },
  people: readonly BenchPerson[],
  overMs: number,
): Promise<void> {
  for (let at = 0; at < people.length; at += SET) {
    const requests = people.slice(at, at + SET).map(({ contactId }) => ({ ...where, contactId, by: "hand" as const }));
    await database.ownerSql.begin((tx) => enterSequences(tx, requests));
    await pause((overMs * SET) / people.length);
  }
}

async function untilFinished(database: Database, patienceMs: number): Promise<number> {
  const end = performance.now() + patienceMs;
  let said = performance.now();
  for (;;) {
    const rows = await database.ownerSql<{ node_id: string; count: number }[]>`
      select node_id, count(*)::int as count from enrollment where status = 'active' group by node_id`;
    const active = rows.reduce((sum, row) => sum + row.count, 0);
    if (active === 0 || performance.now() > end) return active;
    if (performance.now() - said > 10_000) {
      said = performance.now();
      process.stderr.write(`still travelling: ${rows.map((row) => `${row.count} at ${row.node_id}`).join(", ")}\n`);
    }
    await pause(200);
  }
}

/** Counted from the local inbox, by address and subject. */
async function count(database: Database, contacts: number) {
  const [row] = await database.ownerSql<{ mails: number; different: number; unknown: number; broken: number }[]>`
    select (select count(*)::int from sandbox_mail) as mails,
      (select count(*)::int from (select distinct to_address, subject from sandbox_mail) d) as different,
      (select count(*)::int from touch where state = 'unknown') as unknown,
      (select count(*)::int from enrollment where end_reason <> 'left-here') as broken`;
  const mails = row?.mails ?? 0;
  const different = row?.different ?? 0;
  return {
    mails,
    doubled: mails - different,
    missing: 2 * contacts - different,
    unknown: row?.unknown ?? 0,
    broken: row?.broken ?? 0,
  };
}

async function drawSequence() {
  const { workspaceId, senderId, topicId } = await createWorkspace();
  const mail = (subject: string) => ({ senderId, topicId, subject, body: `This is ${subject}` });
  const delay = { mode: "for", duration: { amount: 1, unit: "minutes" } };
  const { sequenceId } = await createSequence(
    workspaceId,
    drawGraph({
      start: { kind: "trigger", next: { next: "first" } },
      first: { kind: "email", config: mail("One"), next: { next: "pause" } },
      pause: { kind: "delay", config: delay, next: { next: "second" } },
      second: { kind: "email", config: mail("Two"), next: { next: "end" } },
      end: { kind: "exit" },
    }),
  );
  return { workspaceId, sequenceId };
}
