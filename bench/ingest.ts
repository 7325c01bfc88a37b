import { fork } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { drawGraph } from "@/core/testing/graph";
import { type Database, openDatabase, useDatabase as setDatabase } from "@/db/client";
import { newId } from "@/db/ids";
import { createSequence } from "@/db/testing/factories";
import { startMeter } from "./harness/meter";
import { percentile } from "./harness/percentile";
import { startPostgres } from "./harness/postgres";
import { cpuMsOf } from "./harness/proc";
import { dearestStatements, WATCHED, watchStatements } from "./harness/statements";
import { startCrew } from "./heed/crew";
import { prepareHeed } from "./heed/environment";

const BATCH = 100;
const STARTED = "bench.started";

/**
 * `bench ingest [--events N] [--callers N] [--workers N] [--profile DIR] [--statements]`: batches of 100 to /v1/batch over
 * HTTP; every tenth call is made twice; of a hundred events 20 let somebody new in, 8 change a field, 2 are purchases, the
 * others are events of people who are known. An event counts once its signal is stored and its triggers are judged; who was
 * let in is counted in the table.
 */
export async function run({ args }: { args: readonly string[] }): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      events: { type: "string", default: "30000" },
      callers: { type: "string", default: "4" },
      workers: { type: "string", default: "1" },
      profile: { type: "string" },
      statements: { type: "boolean", default: false },
    },
  });
  const batches = Math.ceil(Number(values.events) / BATCH);
  const postgres = await startPostgres(values.statements ? WATCHED : []);
  try {
    const heed = await prepareHeed(postgres, "heed_bench");
    const database = openDatabase({ ...heed, poolSize: 4 });
    setDatabase(database);
    const web = await startWeb(heed.variables, values.profile);
    await drawSequence(database, web.workspaceId);
    const crew = await startCrew(Number(values.workers), heed.variables, values.profile);
    if (values.statements) await watchStatements(postgres.url);
    const parts = { web: [web.pid], worker: crew.pids, postgres: [postgres.pid] };
    const before = cpuOf(parts);
    const meter = startMeter([postgres.pid]);
    const began = performance.now();
    const calls = await callAll(web, batches, Number(values.callers));
    const callsSeconds = (performance.now() - began) / 1_000;
    await untilJudged(database);
    const seconds = (performance.now() - began) / 1_000;
    const metered = meter.stop();
    const after = cpuOf(parts);
    if (values.statements) process.stderr.write(`${await dearestStatements(postgres.url)}\n`);
    const found = await count(database, web.workspaceId, batches, calls);
    await crew.stop();
    web.stop();
    await database.close();
    return {
      events: batches * BATCH,
      calls: calls.length,
      events_per_s: Math.round((batches * BATCH) / seconds),
      p99_ms: percentile(
        calls.map(({ ms }) => ms),
        0.99,
      ),
      ...found,
      cpu_ms_per_event: toHundredths(metered.cpuMs / (batches * BATCH)),
      cpu_parts: Object.fromEntries(
        Object.entries(after).map(([part, ms]) => [part, toHundredths((ms - (before[part] ?? 0)) / (batches * BATCH))]),
      ),
      calls_s: toHundredths(callsSeconds),
      peak_rss_mb: metered.peakRssMb,
      callers: Number(values.callers),
      workers: Number(values.workers),
      postgres: postgres.version,
    };
  } finally {
    await postgres.stop();
  }
}

const toHundredths = (value: number): number => Math.round(value * 100) / 100;

const cpuOf = (parts: Readonly<Record<string, readonly number[]>>): Record<string, number> =>
  Object.fromEntries(Object.entries(parts).map(([part, pids]) => [part, cpuMsOf(pids)]));

interface Web {
  pid: number;
  url: string;
  key: string;
  workspaceId: string;
}

function startWeb(variables: Readonly<Record<string, string>>, profile?: string): Promise<Web & { stop: () => void }> {
  const child = fork(join(import.meta.dirname, "ingest", "worker.ts"), [], {
    // the API may only be loaded on a server: under this condition its guard says nothing
    execArgv: [
      "--conditions=react-server",
      "--import",
      "tsx",
      ...(profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`]),
    ],
    env: { ...process.env, ...variables },
  });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the web process ended with ${code}`)));
    child.once("message", (web: Web) => resolve({ ...web, stop: () => child.disconnect() })); // sent by ingest/worker.ts
  });
}

const userOf = (batch: number, n: number): string => `user-${batch}-${n}`;

/** A hundred messages: 20 new people enter, the others are about people of an earlier batch. */
function batchOf(batch: number) {
  return Array.from({ length: BATCH }, (_, n) => {
    const messageId = `m-${batch}-${n}`;
    if (n < 20) return { type: "track", event: STARTED, userId: userOf(batch, n), messageId };
    const userId = userOf(batch - (n % 5 === 0 || batch === 0 ? 0 : 1), n % 20);
    if (n < 28) return { type: "identify", userId, traits: { score: batch }, messageId };
    if (n < 30)
      return {
        type: "track",
        event: "Order Completed",
        userId,
        messageId,
        properties: { products: [{ sku: "pro" }], total: 9 },
      };
    return { type: "track", event: "seen", userId, messageId, properties: { page: n } };
  });
}

interface Call {
  readonly batch: number;
  readonly at: number;
  readonly ms: number;
}

async function callAll(web: Web, batches: number, callers: number): Promise<Call[]> {
  const queue = Array.from({ length: batches }, (_, batch) => (batch % 10 === 9 ? [batch, batch] : [batch])).flat();
  const calls: Call[] = [];
  const authorization = `Basic ${Buffer.from(`${web.key}:`).toString("base64")}`;
  const caller = async () => {
    for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) {
      const body = JSON.stringify({ batch: batchOf(batch) });
      const at = Date.now();
      const began = performance.now();
      const answer = await fetch(`${web.url}/v1/batch`, { method: "POST", headers: { authorization }, body });
      if (!answer.ok) throw new Error(`a call was answered ${answer.status}: ${await answer.text()}`);
      await answer.text();
      calls.push({ batch, at, ms: performance.now() - began });
      if (calls.length % 100 === 0) process.stderr.write(`${calls.length} calls\n`);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return calls;
}

async function untilJudged(database: Database): Promise<void> {
  for (;;) {
    const [row] = await database.ownerSql<{ left: number }[]>`
      select count(*)::int as left from outbox where name in ('signal/recorded', 'contact/changed')`;
    if (row?.left === 0) return;
    await pause(50);
  }
}

/** From the tables, against what was sent. */
async function count(database: Database, workspaceId: string, batches: number, calls: readonly Call[]) {
  const sql = database.ownerSql;
  const signals = await sql<{ source_id: string; count: number }[]>`
    select source_id, count(*)::int as count from signal where workspace_id = ${workspaceId} group by source_id`;
  const entered = await sql<{ external_id: string; count: number; at: number }[]>`
    select c.external_id, count(e.id)::int as count, (extract(epoch from min(e.created_at)) * 1000)::float8 as at
    from enrollment e join contact c on c.workspace_id = e.workspace_id and c.id = e.contact_id
    where e.workspace_id = ${workspaceId} group by c.external_id`;
  const first = new Map<number, number>();
  for (const { batch, at } of calls) first.set(batch, Math.min(first.get(batch) ?? at, at));
  const waits = entered.map(({ external_id, at }) => at - (first.get(Number(external_id.split("-")[1])) ?? at));
  const shouldSignals = batches * (BATCH - 8);
  const shouldEnter = batches * 20;
  return {
    enrolled: entered.length,
    enrolled_p99_ms: percentile(waits, 0.99),
    lost: shouldSignals - signals.length + (shouldEnter - entered.length),
    doubled: signals.filter(({ count: n }) => n > 1).length + entered.filter(({ count: n }) => n > 1).length,
  };
}

async function drawSequence(database: Database, workspaceId: string): Promise<void> {
  const { sequenceId, versionId } = await createSequence(
    workspaceId,
    drawGraph({
      start: {
        kind: "trigger",
        config: { entrance: { by: "event", name: STARTED, where: [] } },
        next: { next: "pause" },
      },
      pause: { kind: "delay" },
    }),
  );
  await database.ownerSql`
    insert into sequence_trigger (id, workspace_id, sequence_id, version_id, kind, ref)
    values (${newId("trigger")}, ${workspaceId}, ${sequenceId}, ${versionId}, 'event', ${STARTED})`;
}
