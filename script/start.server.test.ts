import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startEmbedded } from "@/db/embedded";
import { ensureDatabase } from "@/db/embedded-database";
import { freePort } from "@/db/embedded-launch";
import { livingPostmaster } from "@/db/embedded-pid";
import { processState, waitUntil } from "@/db/embedded-process";

// script/server as people type it, on a folder and port of its own.

const READY = "Ctrl-C stops it.";
let home: string;
let port: number;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "heed-start-"));
  chmodSync(home, 0o755);
  port = await freePort();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const runs: Run[] = [];
/** A test that failed half-way leaves nothing running for the next. */
afterEach(async () => {
  for (const run of runs.splice(0)) {
    if (run.process.exitCode === null && run.process.signalCode === null) run.process.kill("SIGTERM");
    await run.ended;
  }
});

interface Run {
  process: ChildProcess;
  said(): string;
  ended: Promise<number | null>;
}

function type(variables: Record<string, string> = {}): Run {
  let output = "";
  const child = spawn("script/server", [], {
    env: {
      PATH: process.env.PATH ?? "",
      HOME: process.env.HOME ?? "",
      NODE_ENV: "production",
      PORT: String(port),
      HEED_DATA_DIR: home,
      ...variables,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const run = { process: child, said: () => output, ended };
  runs.push(run);
  return run;
}

async function ready(run: Run): Promise<void> {
  await waitUntil(() => run.said().includes(READY) || run.process.exitCode !== null, 540_000);
  expect(run.said()).toContain(READY);
}

/** Everything that must be gone after Ctrl-C. */
function programs(): number[] {
  const named = readdirSync(join(home, "run")).filter((name) => name.endsWith(".pid"));
  const pids = named.map((name) => Number.parseInt(readFileSync(join(home, "run", name), "utf8"), 10));
  const server = livingPostmaster(join(home, "postgres"));
  return server ? [...pids, server.pid] : pids;
}

const alive = (pids: number[]) => pids.filter((pid) => processState(pid).is === "alive");
const answer = async () => (await fetch(`http://localhost:${port}/`, { redirect: "manual" })).status;

describe("script/server", () => {
  test("starts on an empty folder, answers, and Ctrl-C ends every process", async () => {
    const run = type();
    await ready(run);
    expect(run.said()).toContain(`Heed is at http://localhost:${port}`);
    expect(run.said()).toMatch(/Sign in as \S+@\S+ with the password \S.+/);
    expect(await answer()).toBeLessThan(400);
    const started = programs();
    expect(started.length).toBe(4); // supervisor, web, worker, PostgreSQL
    run.process.kill("SIGINT");
    expect(await run.ended).toBe(0);
    expect(alive(started)).toEqual([]);
    expect(programs()).toEqual([]);
  });

  test("a second start takes less than 10 s and finds the data", async () => {
    const from = performance.now();
    const run = type();
    await ready(run);
    expect(performance.now() - from).toBeLessThan(10_000);
    expect(run.said()).not.toMatch(/Building|Seeding|Installing/);
    run.process.kill("SIGTERM");
    expect(await run.ended).toBe(0);
  });

  test("a third one while it runs refuses; so does one on a port somebody has", async () => {
    const run = type();
    await ready(run);
    const third = type();
    expect(await third.ended).toBe(1);
    expect(third.said()).toMatch(/Heed runs in .* already \(process \d+\)/);
    run.process.kill("SIGINT");
    await run.ended;
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(port, "127.0.0.1", resolve));
    const blocked = type();
    expect(await blocked.ended).toBe(1);
    expect(blocked.said()).toContain(`Port ${port} is taken`);
    expect(programs()).toEqual([]);
    await new Promise((resolve) => squatter.close(resolve));
  });

  test("after kill -9 the next start clears up, answers, and Ctrl-C ends every process", async () => {
    const killed = type();
    await ready(killed);
    const orphans = programs();
    killed.process.kill("SIGKILL");
    await killed.ended;
    expect(alive(orphans)).toHaveLength(3); // web, worker and PostgreSQL live on
    const run = type();
    await ready(run);
    expect(run.said()).toContain("Stopped what a killed Heed left running: web, worker");
    expect(await answer()).toBeLessThan(400);
    const started = [...orphans, ...programs()];
    run.process.kill("SIGINT");
    expect(await run.ended).toBe(0);
    expect(alive(started)).toEqual([]);
  });

  test("a killed web and a killed worker come back by themselves", async () => {
    const run = type();
    await ready(run);
    for (const name of ["web", "worker"]) {
      const pid = () => Number.parseInt(readFileSync(join(home, "run", `${name}.pid`), "utf8"), 10);
      const before = pid();
      process.kill(before, "SIGKILL");
      expect(await waitUntil(() => pid() !== before, 10_000), name).toBe(true);
    }
    expect(await waitUntil(async () => (await answer().catch(() => 500)) < 400, 20_000)).toBe(true);
    run.process.kill("SIGINT");
    expect(await run.ended).toBe(0);
  });

  test("a missing value stops the start with its name, before anything runs", async () => {
    const run = type({ DATABASE_URL: "postgres://heed_owner:x@127.0.0.1:1/heed" });
    expect(await run.ended).toBe(1);
    expect(run.said()).toMatch(/APP_ENCRYPTION_KEYS is missing: k1:<32 bytes in base64>/);
    expect(programs()).toEqual([]);
  });

  test("DATABASE_URL replaces the embedded server, and nothing is seeded there", async () => {
    const own = await startEmbedded({ dataDir: join(home, "own", "postgres") });
    try {
      const { ownerUrl } = await ensureDatabase(own, "production");
      const run = type({ DATABASE_URL: ownerUrl, APP_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 9).toString("base64")}` });
      await ready(run);
      expect(await answer()).toBeLessThan(400);
      expect(programs()).toHaveLength(3); // no embedded PostgreSQL
      const sql = postgres(ownerUrl, { max: 1 });
      expect(await sql`select 1 from workspace`).toEqual([]);
      await sql.end();
      run.process.kill("SIGINT");
      expect(await run.ended).toBe(0);
    } finally {
      await own.stop();
    }
  });
});
