import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startCrew } from "./engine/crew";
import { now } from "./engine/functions";
import { startMeter } from "./harness/meter";
import { percentile } from "./harness/percentile";
import { startPostgres } from "./harness/postgres";
import { cpuMsOf } from "./harness/proc";

const STEPS = 5;
const WAKE_RUNS = 500;
const WAKES_PER_S = 20;
/** How long after the beginning of a run's first step its event is sent, and how much later again if nothing came of it. */
const SETTLE_MS = 1_000;
const RESEND_MS = 5_000;

/**
 * `bench engine [--runs N] [--wake-runs N] [--workers N] [--inngest URL]`: throughput of runs of five steps, then how soon a
 * waiting run goes on after its event was accepted. Every run is checked: each of its three bodies began once.
 */
export async function run({ args }: { args: readonly string[] }): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: "string", default: "10000" },
      "wake-runs": { type: "string", default: String(WAKE_RUNS) },
      workers: { type: "string", default: "1" },
      inngest: { type: "string" },
    },
  });
  const runs = Number(values.runs);
  const wakeRuns = Number(values["wake-runs"]);
  const postgres = values.inngest === undefined ? await startPostgres() : undefined;
  try {
    const target = postgres
      ? ["--database", await postgres.createDatabase("bench")]
      : ["--inngest", values.inngest ?? ""];
    const watch = new Watch();
    const crew = await startCrew(Number(values.workers), target, (mark) => watch.note(mark));
    const send = (events: object[]) => post(`${crew.url}/e/bench`, events);
    const perRun = (ms: number) => Math.round((ms / runs) * 100) / 100;
    const load = await measureLoad(watch, send, runs, postgres ? [postgres.pid] : []);
    const wakes = await measureWakes(watch, send, runs, wakeRuns);
    await crew.stop();
    return {
      engine: values.inngest ?? "embedded",
      runs,
      runs_per_s: Math.round((runs / load.seconds) * 10) / 10,
      steps_per_s: Math.round((runs * STEPS) / load.seconds),
      cpu_ms_per_run: perRun(load.cpuMs),
      cpu_ms_per_run_of: { database: perRun(load.databaseCpuMs), driver: perRun(load.driverCpuMs) },
      wake_p50_ms: percentile(wakes, 0.5),
      wake_p95_ms: percentile(wakes, 0.95),
      wakes: wakes.length,
      peak_rss_mb: load.peakRssMb,
      bodies_run_again: watch.again,
      workers: Number(values.workers),
      postgres: postgres?.version,
    };
  } finally {
    await postgres?.stop();
  }
}

type Send = (events: object[]) => Promise<void>;

/** Starts all runs, gives each its event once its first step has begun, and waits for the last. */
async function measureLoad(watch: Watch, send: Send, runs: number, others: number[]) {
  const meter = startMeter(others);
  const driver = process.cpuUsage();
  const databaseBefore = cpuMsOf(others);
  const starts = inSets(0, runs).map((set) => () => send(set.map((n) => ({ name: "bench/start", data: { n } }))));
  const starting = inTurn(starts, 2);
  await releaseAll(watch, send, runs);
  await starting;
  await watch.until("c", 0, runs);
  const { user, system } = process.cpuUsage(driver);
  return { ...meter.stop(), driverCpuMs: (user + system) / 1_000, databaseCpuMs: cpuMsOf(others) - databaseBefore };
}

/**
 * An event that comes before its wait is registered is missed by any engine, so it is sent again while the run has not gone
 * on, each time after twice as long: mostly the run was woken and only stands in the queue.
 */
async function releaseAll(watch: Watch, send: Send, runs: number): Promise<void> {
  const next = new Map<number, { at: number; pauseMs: number }>();
  let said = 0;
  let sent = 0;
  while (watch.count("b", 0, runs) < runs) {
    await pause(50);
    const due: number[] = [];
    for (const n of watch.waiting(runs)) {
      const { at, pauseMs } = next.get(n) ?? { at: (watch.at("a", n) ?? 0) + SETTLE_MS, pauseMs: RESEND_MS };
      if (at > now()) continue;
      next.set(n, { at: now() + pauseMs, pauseMs: pauseMs * 2 });
      due.push(n);
    }
    sent += due.length;
    for (let at = 0; at < due.length; at += 100)
      await send(due.slice(at, at + 100).map((n) => ({ name: "bench/go", data: { n } })));
    if (Date.now() - said < 5_000) continue;
    said = Date.now();
    process.stderr.write(
      `${watch.count("a", 0, runs)} begun, ${watch.count("b", 0, runs)} woken, ${watch.count("c", 0, runs)} done\n`,
    );
  }
  process.stderr.write(`${sent - runs} events were sent again\n`);
}

/** Milliseconds from the answer to `POST /e` to the first line of the step behind the wait, one event at a time. */
async function measureWakes(watch: Watch, send: Send, from: number, count: number): Promise<number[]> {
  for (const set of inSets(from, count)) await send(set.map((n) => ({ name: "bench/start", data: { n } })));
  await watch.until("a", from, count);
  await pause(2_000); // the last waits are registered
  const answered = new Map<number, number>();
  const began = performance.now();
  for (let n = from; n < from + count; n += 1) {
    await pause(Math.max(0, began + ((n - from) * 1_000) / WAKES_PER_S - performance.now()));
    await send([{ name: "bench/go", data: { n } }]);
    answered.set(n, now());
  }
  await watch.until("b", from, count);
  return [...answered].map(([n, at]) => (watch.at("b", n) ?? Number.NaN) - at);
}

function inSets(from: number, count: number): number[][] {
  const sets: number[][] = [];
  for (let at = 0; at < count; at += 100)
    sets.push(Array.from({ length: Math.min(100, count - at) }, (_, index) => from + at + index));
  return sets;
}

async function inTurn(work: (() => Promise<void>)[], lanes: number): Promise<void> {
  const left = work.values();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const task of left) await task();
    }),
  );
}

async function post(url: string, events: object[]): Promise<void> {
  const answer = await fetch(url, {
    method: "POST",
    body: JSON.stringify(events),
    headers: { "content-type": "application/json" },
  });
  if (!answer.ok) throw new Error(`POST ${url}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

type StepName = "a" | "b" | "c";

/** When each step of each run began. */
class Watch {
  private readonly began = { a: new Map<number, number>(), b: new Map<number, number>(), c: new Map<number, number>() };
  /** Bodies that ran a second time. */
  again = 0;

  note({ n, step, at }: { n: number; step: StepName; at: number }): void {
    if (this.began[step].has(n)) this.again += 1;
    else this.began[step].set(n, at);
  }

  at(step: StepName, n: number): number | undefined {
    return this.began[step].get(n);
  }

  count(step: StepName, from: number, count: number): number {
    if (from === 0 && this.began[step].size <= count) return this.began[step].size;
    let found = 0;
    for (let n = from; n < from + count; n += 1) if (this.began[step].has(n)) found += 1;
    return found;
  }

  /** Runs past their first step and not yet woken. */
  waiting(runs: number): number[] {
    return [...this.began.a.keys()].filter((n) => n < runs && !this.began.b.has(n));
  }

  async until(step: StepName, from: number, count: number): Promise<void> {
    const deadline = Date.now() + 600_000;
    while (this.count(step, from, count) < count) {
      if (Date.now() > deadline)
        throw new Error(`${this.count(step, from, count)} of ${count} runs reached step ${step} in ten minutes`);
      await pause(20);
    }
  }
}
