import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type Database, openDatabase, useDatabase as setDatabase } from "@/db/client";
import { moveClock, readClock } from "@/server/services/clock/move";
import { judgeMails, type Seen } from "./caps/judge";
import { letGo, type Stage, setStage, WISHES, wantAll } from "./caps/stage";
import { startMeter } from "./harness/meter";
import { percentile } from "./harness/percentile";
import { startPostgres } from "./harness/postgres";
import { cpuMsOf } from "./harness/proc";
import { startSink } from "./harness/sink";
import { dearestStatements, WATCHED, watchStatements } from "./harness/statements";
import { type DecidedNote, startCrew } from "./heed/crew";
import { prepareHeed } from "./heed/environment";
import { sendToSink } from "./heed/sender";

const STEP_MS = 6 * 3_600_000;
const STEPS = 32;

/**
 * `bench caps [--contacts N] [--workers N] [--steps N] [--profile DIR] [--statements]`: each contact wanted at one moment by
 * five sequences, a broadcast and an API send under "1 in 24 h"; then the clock moves on in steps of six hours for eight days.
 */
export async function run({ args }: { args: readonly string[] }): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      contacts: { type: "string", default: "10000" },
      workers: { type: "string", default: "4" },
      steps: { type: "string", default: String(STEPS) },
      profile: { type: "string" },
      statements: { type: "boolean", default: false },
    },
  });
  const say = (words: string) => process.stderr.write(`${words}\n`);
  const contacts = Number(values.contacts);
  const attempts = contacts * WISHES.length;
  const postgres = await startPostgres(values.statements ? WATCHED : []);
  try {
    const heed = await prepareHeed(postgres, "heed_bench");
    const database = openDatabase({ ...heed, poolSize: 10 });
    setDatabase(database);
    const stage = await setStage(database, contacts);
    const seen: Seen[] = [];
    const watch = { step: 0, offsetMs: 0 };
    const sink = await startSink({
      headers: ["subject", "date"],
      onMail: ({ to, headers, at }) => {
        const { subject = "", date = "" } = headers;
        seen.push({
          to: to[0] ?? "",
          subject,
          dated: Date.parse(date),
          stamped: at + watch.offsetMs,
          step: watch.step,
        });
        return undefined;
      },
    });
    await sendToSink(database, stage.senderId, { sinkUrl: sink.url, variables: heed.variables });
    const notes: DecidedNote[] = [];
    const crew = await startCrew(Number(values.workers), heed.variables, values.profile, (note) => notes.push(note));
    await wantAll(database, stage, say);
    if (values.statements) await watchStatements(postgres.url);
    say("everything waits; phase 1");
    const start = Date.now();
    const meter = startMeter([postgres.pid]);
    const cpu = { postgres: cpuMsOf([postgres.pid]), workers: cpuMsOf(crew.pids) };
    await letGo(database, stage);
    const decidedSeconds = await untilDecided(database, stage, start);
    await untilCount(seen, contacts, say);
    const used = meter.stop();
    const share = (ms: number) => Math.round((ms / attempts) * 100) / 100;
    const parts = {
      phase1_postgres_cpu_ms: share(cpuMsOf([postgres.pid]) - cpu.postgres),
      phase1_workers_cpu_ms: share(cpuMsOf(crew.pids) - cpu.workers),
    };
    if (values.statements) say(await dearestStatements(postgres.url));
    const firstNotes = notes.splice(0).filter(({ first }) => first > 0);
    const phase1 = judgeMails(
      seen,
      stage.people.map(({ email }) => email),
      WISHES.map(({ subject }) => subject),
    );
    say(`phase 1: ${JSON.stringify(phase1)}, ${Math.round(attempts / decidedSeconds)} decided a second`);
    const followed = followOffset(database, stage, watch);
    for (let step = 1; step <= Number(values.steps); step += 1) {
      watch.step = step;
      await moveTo(stage, new Date(start + step * STEP_MS));
      say(`step ${step}: ${seen.length} mails`);
    }
    await followed.stop();
    const [states] = await database.ownerSql<{ held: number; skipped: number; waiting: number }[]>`
      select count(*) filter (where state = 'held')::int as held, count(*) filter (where state = 'skipped')::int as skipped,
        count(*) filter (where state = 'waiting')::int as waiting
      from touch where workspace_id = ${stage.workspaceId}`;
    await crew.stop();
    await database.close();
    await sink.stop();
    const verdict = judgeMails(
      seen,
      stage.people.map(({ email }) => email),
      WISHES.map(({ subject }) => subject),
    );
    const times = firstNotes.map(({ ms }) => ms);
    const again = notes.filter(({ again: n }) => n > 0).map(({ ms }) => ms);
    return {
      contacts,
      attempts,
      ...verdict,
      held: states?.held ?? 0,
      skipped: states?.skipped ?? 0,
      waiting: states?.waiting ?? 0,
      decisions_per_s: Math.round(attempts / decidedSeconds),
      p50_ms: percentile(times, 0.5),
      p99_ms: percentile(times, 0.99),
      deciding_transactions: times.length,
      again_p50_ms: percentile(again, 0.5),
      again_p99_ms: percentile(again, 0.99),
      phase1_cpu_ms_per_touch: share(used.cpuMs),
      ...parts,
      phase1_s: Math.round(decidedSeconds * 10) / 10,
      peak_rss_mb: used.peakRssMb,
      workers: Number(values.workers),
      postgres: postgres.version,
    };
  } finally {
    await postgres.stop();
  }
}

/** Seconds until no touch is undecided any more. */
async function untilDecided(database: Database, { workspaceId }: Stage, start: number): Promise<number> {
  for (;;) {
    const [row] = await database.ownerSql`
      select exists (select 1 from touch where workspace_id = ${workspaceId} and state = 'waiting') as open`;
    if (row?.open !== true) return (Date.now() - start) / 1_000;
    await pause(50);
  }
}

async function untilCount(seen: readonly Seen[], count: number, say: (words: string) => void): Promise<void> {
  let said = performance.now();
  while (seen.length < count) {
    await pause(50);
    if (performance.now() - said < 5_000) continue;
    said = performance.now();
    say(`${seen.length} mails have arrived`);
  }
}

/** Keeps the sink's idea of workspace time: read from the workspace's row, twenty times a second. */
function followOffset(database: Database, { workspaceId }: Stage, watch: { offsetMs: number }) {
  let going = true;
  const run = async () => {
    while (going) {
      const [row] = await database.ownerSql`
        select clock_offset_ms::float8 as ms from workspace_setting where workspace_id = ${workspaceId}`;
      watch.offsetMs = Number(row?.ms ?? 0);
      await pause(50);
    }
  };
  const running = run();
  return {
    async stop() {
      going = false;
      await running;
    },
  };
}

/** One replay, to its end: nothing of the workspace is due, unread or in flight then. */
async function moveTo({ ctx }: Stage, to: Date): Promise<void> {
  await moveClock({ ctx, input: { to } });
  for (;;) {
    await pause(50);
    const { move } = await readClock({ ctx });
    if (move?.state !== "moving") return;
  }
}
