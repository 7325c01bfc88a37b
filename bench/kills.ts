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
import { sendToSink } from "./heed/sender";
import { openMails } from "./journey/mails";

const SET = 100;
/** Leases of a killed worker's claims lapse after two minutes, and the sweep looks every minute. */
const PATIENCE_MS = 600_000;

/**
 * `bench kills [--contacts N] [--kills N] [--every MS] [--transport sandbox|smtp]`: people travel trigger → email → wait
 * 1 min → email → exit while the worker is killed with -9 again and again. With the sandbox sender, which honours keys, every
 * mail must arrive once; with SMTP none twice, and what is missing is `unknown`. Nobody may be stuck.
 */
export async function run({ args }: { args: readonly string[] }): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      contacts: { type: "string", default: "1000" },
      kills: { type: "string", default: "50" },
      every: { type: "string", default: "2000" },
      transport: { type: "string", default: "sandbox" },
    },
  });
  const contacts = Number(values.contacts);
  const kills = Number(values.kills);
  const postgres = await startPostgres();
  try {
    const heed = await prepareHeed(postgres, "heed_bench");
    const database = openDatabase({ ...heed, poolSize: 4 });
    setDatabase(database);
    const mails = await openMails(values.transport, heed.ownerUrl);
    const { workspaceId, sequenceId, senderId } = await drawSequence();
    if (values.transport === "smtp") await sendToSink(database, senderId, { ...heed, sinkUrl: mails.url });
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
    const arrived = await mails.all();
    const found = { ...countMails(arrived, contacts), ...(await countRows(database)) };
    await crew.stop();
    await database.close();
    await mails.close();
    return {
      contacts,
      kills,
      transport: values.transport,
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

/** Counted by address and subject, from what arrived. */
function countMails(mails: readonly { to: string; subject: string }[], contacts: number) {
  const different = new Set(mails.map(({ to, subject }) => `${to} ${subject}`)).size;
  return { mails: mails.length, doubled: mails.length - different, missing: 2 * contacts - different };
}

async function countRows(database: Database): Promise<{ unknown: number; broken: number }> {
  const [row] = await database.ownerSql<{ unknown: number; broken: number }[]>`
    select (select count(*)::int from touch where state = 'unknown') as unknown,
      (select count(*)::int from enrollment where end_reason <> 'left-here') as broken`;
  return { unknown: row?.unknown ?? 0, broken: row?.broken ?? 0 };
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
  return { workspaceId, sequenceId, senderId };
}
