import { rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { demoSignIn } from "@/db/demo-sign-in";
import { waitUntil } from "@/db/embedded-process";
import { holderLine } from "@/db/file-lock";
import { bundlePrograms, type Programs } from "@/script/programs/bundle";
import { EnvironmentError } from "@/server/env";
import { buildIfChanged } from "./build";
import { Child } from "./child";
import { startDatabase } from "./database";
import { checkEnvironment, composeEnvironment, type Variables } from "./environment";
import { type Home, openHome } from "./home";
import { runningSupervisor, stopLeftovers } from "./leftovers";
import { prepareDatabase } from "./prepare";
import { stopRuns } from "./run";

const { values: flags } = parseArgs({
  options: { dev: { type: "boolean", default: false }, fresh: { type: "boolean", default: false } },
});

/** What is undone at the end, last started first. */
const cleanups: (() => Promise<void>)[] = [];
let stopping: Promise<void> | undefined;

/** Stops everything in reverse order. A second call waits for the first. */
function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const cleanup of cleanups.reverse()) {
      await cleanup().catch((error: unknown) => console.error("while stopping:", error));
    }
  })();
  return stopping;
}

function fail(reason: string): void {
  if (stopping) return;
  console.error(reason);
  void stopAll().then(() => process.exit(1));
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (!stopping) console.log("\nStopping");
    void stopAll().then(() => process.exit(0));
  });
}

async function start(): Promise<void> {
  const home = openHome(process.env.HEED_DATA_DIR);
  const variables = composeEnvironment(home, process.env, flags.dev);
  checkEnvironment(variables);
  const running = runningSupervisor(home);
  if (running !== undefined) throw new Refusal(`Heed runs in ${home.root} already (process ${running}).`);
  const pidFile = join(home.run, "supervisor.pid");
  writeFileSync(pidFile, holderLine(process.pid));
  cleanups.push(async () => rmSync(pidFile, { force: true }));
  const left = await stopLeftovers(home);
  if (left.length > 0) console.log(`Stopped what a killed Heed left running: ${left.join(", ")}`);
  await refuseTakenPort(variables);

  if (!variables.DATABASE_URL) {
    const server = await startDatabase(home, variables, flags.fresh, fail);
    cleanups.push(server.stop);
  } else if (flags.fresh) {
    throw new Refusal("--fresh forgets the embedded database only; DATABASE_URL names another.");
  }
  cleanups.push(stopRuns);
  const programs = await bundlePrograms("server", ["server/worker.ts", "server/web.ts", "script/prepare-database.ts"]);
  await Promise.all([prepareDatabase(programs, variables), flags.dev ? undefined : buildIfChanged(home, variables)]);
  if (stopping) return;
  startPrograms(home, programs, variables);
  await announce(variables);
}

function startPrograms(home: Home, programs: Programs, variables: Variables): void {
  const worker = flags.dev
    ? ["node_modules/tsx/dist/cli.mjs", "watch", "--clear-screen=false", "server/worker.ts"]
    : programs("server/worker.ts");
  const { HEED_HOST: host = "", PORT: port = "" } = variables;
  const web = flags.dev
    ? ["node_modules/next/dist/bin/next", "dev", "-H", host, "-p", port]
    : programs("server/web.ts");
  // The worker makes many short-lived objects: with a larger nursery it spends a fifth less on collecting them.
  const nursery = "--max-semi-space-size=128";
  for (let nth = 1; nth <= Number(variables.HEED_WORKERS || 1); nth += 1) {
    const first = nth === 1;
    keep(
      home,
      first ? "worker" : `worker-${nth}`,
      [nursery, ...worker],
      first ? variables : { ...variables, ENGINE_PORT: "0" },
    );
  }
  keep(home, "web", web, variables);
}

/** Starts a program, again whenever it ends, until all of Heed is stopped. */
function keep(home: Home, name: string, args: readonly string[], variables: Variables): void {
  const child = new Child({ home, name, args: [...args], variables, loud: flags.dev }, fail);
  child.start();
  cleanups.push(() => child.stop());
}

/** Says where Heed is once it answers. */
async function announce(variables: Variables): Promise<void> {
  const local = `http://${reachable(variables.HEED_HOST ?? "")}:${variables.PORT}`;
  const up = await waitUntil(async () => stopping !== undefined || (await answers(local)), 120_000);
  if (stopping) return;
  if (!up) throw new Refusal(`The web server does not answer on ${local}.`);
  console.log(`\nHeed is at ${variables.APP_URL || `http://localhost:${variables.PORT}`}`);
  if (variables.HEED_DEMO === "on")
    console.log(`Sign in as ${demoSignIn.email} with the password ${demoSignIn.password}`);
  console.log("Ctrl-C stops it.");
}

/** Where what listens on an address is reached from this machine: on every address means on its own too. */
function reachable(host: string): string {
  if (host === "" || host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { redirect: "manual" })).status < 500;
  } catch (error) {
    if (error instanceof TypeError) return false; // fetch's word for "not listening yet"
    throw error;
  }
}

async function refuseTakenPort({ PORT, HEED_HOST }: Variables): Promise<void> {
  const free = await new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(Number(PORT), HEED_HOST, () => probe.close(() => resolve(true)));
  });
  if (!free) throw new Refusal(`Port ${PORT} is taken by another program. PORT=3001 script/server uses another.`);
}

/** A start that cannot go on for a reason the reader can do something about: said without a stack. */
class Refusal extends Error {}

start().catch((error: unknown) => {
  const plain = error instanceof Refusal || error instanceof EnvironmentError;
  fail(plain ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
});
