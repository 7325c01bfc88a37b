import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { demoSignIn } from "@/db/demo-sign-in";
import { startEmbedded } from "@/db/embedded";
import { ensureDatabase } from "@/db/embedded-database";
import { freePort } from "@/db/embedded-launch";
import { livingPostmaster } from "@/db/embedded-pid";
import { choosePostgresDir, serverUser } from "@/db/embedded-place";
import { processState, waitUntil } from "@/db/embedded-process";

// script/server as people type it, on a folder and port of its own. script/test names the folder and gives it to the browser
// tests: a demo is seeded once.

const READY = "Ctrl-C stops it.";
const given = process.env.HEED_TEST_HOME;
let home: string;
let port: number;

beforeAll(async () => {
  home = given ?? openFolder("heed-start-");
  port = await freePort();
});
afterAll(() => {
  if (given === undefined) rmSync(home, { recursive: true, force: true });
});

/** A new folder everybody may enter. */
function openFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, 0o755);
  return folder;
}

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

function type(variables: Record<string, string> = {}, place: { cwd?: string; uid?: number; gid?: number } = {}): Run {
  let output = "";
  const child = spawn("script/server", [], {
    ...place,
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
function programs(of = home): number[] {
  const named = readdirSync(join(of, "run")).filter((name) => name.endsWith(".pid"));
  const pids = named.map((name) => Number.parseInt(readFileSync(join(of, "run", name), "utf8"), 10));
  const server = livingPostmaster(join(of, "postgres"));
  return server ? [...pids, server.pid] : pids;
}

const alive = (pids: number[]) => pids.filter((pid) => processState(pid).is === "alive");
const answer = async () => (await fetch(`http://localhost:${port}/`, { redirect: "manual" })).status;

/** Asks the database, through the web. */
async function signsIn(): Promise<boolean> {
  const { status } = await fetch(`http://localhost:${port}/api/trpc/account.signIn`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ json: demoSignIn }),
  });
  return status === 200;
}

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

  test("after kill -9 of one with two workers the next start clears up, answers, and Ctrl-C ends every process", async () => {
    const killed = type({ HEED_WORKERS: "2", ENGINE_PORT: String(await freePort()) });
    await ready(killed);
    const orphans = programs();
    killed.process.kill("SIGKILL");
    await killed.ended;
    expect(alive(orphans)).toHaveLength(4); // web, two workers and PostgreSQL live on
    const run = type();
    await ready(run);
    expect(run.said()).toContain("Stopped what a killed Heed left running: web, worker-2, worker\n");
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

  test("a killed PostgreSQL comes back where it was, and what runs goes on with it", async () => {
    const run = type();
    await ready(run);
    const dataDir = choosePostgresDir(home, serverUser());
    const before = livingPostmaster(dataDir);
    const pids = () => ["web", "worker"].map((name) => readFileSync(join(home, "run", `${name}.pid`), "utf8"));
    const programsBefore = pids();
    process.kill(before?.pid ?? 0, "SIGKILL");
    const isBack = async () => livingPostmaster(dataDir)?.ready === true && (await signsIn());
    expect(await waitUntil(isBack, 30_000)).toBe(true);
    expect(livingPostmaster(dataDir)?.port).toBe(before?.port);
    expect(pids()).toEqual(programsBefore);
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

  test("an ordinary user starts it in a checkout of their own", async () => {
    if (userInfo().uid !== 0) {
      console.log("Not root: an ordinary user started it in every test above.");
      return;
    }
    const user = idsOf("nobody");
    const theirs = openFolder("heed-user-");
    try {
      const checkout = copyCheckout(join(theirs, "heed"), user);
      const run = type({ HOME: theirs, HEED_DATA_DIR: "", HEED_DEMO: "off" }, { cwd: checkout, ...user });
      await ready(run);
      expect(await answer()).toBeLessThan(400);
      expect(run.said()).not.toMatch(/Building|Installing/);
      const started = programs(join(checkout, ".data"));
      expect(started).toHaveLength(4);
      expect(new Set(started.map((pid) => statSync(`/proc/${pid}`).uid))).toEqual(new Set([user.uid]));
      run.process.kill("SIGINT");
      expect(await run.ended).toBe(0);
      expect(alive(started)).toEqual([]);
    } finally {
      rmSync(theirs, { recursive: true, force: true });
    }
  });
});

interface User {
  uid: number;
  gid: number;
}

function idsOf(name: string): User {
  const [uid, gid] = ["-u", "-g"].map((flag) => Number(execFileSync("id", [flag, name], { encoding: "utf8" })));
  if (uid === undefined || gid === undefined) throw new Error(`there is no user ${name}`);
  return { uid, gid };
}

/** What git knows of this checkout, and what is built and installed, as somebody's own. Packages are linked where they can be. */
function copyCheckout(to: string, { uid, gid }: User): string {
  const shell = (script: string) => execFileSync("sh", ["-euc", script, "sh", to, `${uid}:${gid}`]);
  shell(
    'mkdir "$1"; git ls-files -z --cached | xargs -0 cp --parents -t "$1"; cp -r .next "$1"; chown -R "$2" "$(dirname "$1")"',
  );
  shell('cp -al node_modules "$1" 2> /dev/null || { rm -rf "$1/node_modules"; cp -a node_modules "$1"; }');
  return to;
}
