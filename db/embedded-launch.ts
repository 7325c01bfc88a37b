import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { Binaries } from "@/db/embedded-binaries";
import { besides } from "@/db/embedded-init";
import { readPostmaster } from "@/db/embedded-pid";
import type { ServerUser } from "@/db/embedded-place";
import { waitUntil } from "@/db/embedded-process";

const START_TIMEOUT_MS = 120_000; // recovery after a crash replays the log first
const LOG_LIMIT_BYTES = 5_000_000;

interface Launch {
  dataDir: string;
  binaries: Binaries;
  user: ServerUser;
  flags: string[];
}

/**
 * Starts PostgreSQL in a process group of its own, so that Ctrl-C in a terminal reaches Heed first, which stops it
 * last. Its log goes to a file: a pipe would break with the parent, and an error can quote the file's end.
 */
export async function launch(options: Launch, wantedPort: number | undefined): Promise<{ pid: number; port: number }> {
  const { port: portFile } = besides(options.dataDir);
  const stored = existsSync(portFile) ? Number(readFileSync(portFile, "utf8")) : undefined;
  const candidates = wantedPort === undefined ? [stored, undefined, undefined] : [wantedPort];
  let reason = "";
  for (const candidate of candidates) {
    const port = candidate !== undefined && (await isFree(candidate)) ? candidate : (wantedPort ?? (await freePort()));
    const attempt = await tryLaunch(options, port);
    if (attempt.ok) {
      writeFileSync(portFile, `${port}\n`);
      return { pid: attempt.pid, port };
    }
    reason = attempt.log;
    if (!reason.includes("could not bind") && !reason.includes("Address already in use")) break; // another port cures only this
  }
  throw new Error(`PostgreSQL did not start in ${options.dataDir}:\n${reason}`);
}

type Attempt = { ok: true; pid: number } | { ok: false; log: string };

async function tryLaunch({ dataDir, binaries, user, flags }: Launch, port: number): Promise<Attempt> {
  const { log } = besides(dataDir);
  const tooLong = (statSync(log, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES;
  const logFd = openSync(log, tooLong ? "w" : "a");
  const from = statSync(log).size;
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "timezone=UTC",
    "log_timezone=UTC",
    ...flags,
  ];
  const child = spawn(
    binaries.postgres,
    ["-D", dataDir, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    {
      ...user,
      cwd: "/",
      detached: true,
      stdio: ["ignore", logFd, logFd],
      env: { NODE_ENV: "production", LC_ALL: "C", PATH: "/usr/bin:/bin" }, // no PG* variable of the caller
    },
  );
  closeSync(logFd);
  const end = watch(child);
  const ready = () =>
    child.pid !== undefined && readPostmaster(dataDir)?.pid === child.pid && readPostmaster(dataDir)?.ready === true;
  await waitUntil(() => end.reason !== undefined || ready(), START_TIMEOUT_MS);
  child.unref();
  if (child.pid !== undefined && end.reason === undefined && ready()) return { ok: true, pid: child.pid };
  if (end.reason === undefined) child.kill("SIGQUIT");
  return {
    ok: false,
    log: `${end.reason ?? "not ready in two minutes"}\n${readFileSync(log).subarray(from).toString().trimEnd().slice(-4000)}`,
  };
}

function watch(child: ChildProcess): { reason: string | undefined } {
  const end: { reason: string | undefined } = { reason: undefined };
  child.once("error", (error) => {
    end.reason = error.message;
  });
  child.once("exit", (code, signal) => {
    end.reason = `ended with ${signal ?? `code ${code}`}`;
  });
  return end;
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/** A port nobody has at this moment. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
