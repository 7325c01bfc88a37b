import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** What the operating system says about a process: gone, a corpse nobody has collected, or alive with its command line. */
export type ProcessState =
  | { is: "gone" }
  | { is: "zombie" }
  | { is: "alive"; command: string; startedAt: string | undefined };

const hasProc = existsSync("/proc/self/stat");

/** Looks a process up by id, through /proc where there is one, else through `ps`. */
export function processState(pid: number): ProcessState {
  return hasProc ? fromProc(pid) : fromPs(pid);
}

function fromProc(pid: number): ProcessState {
  const stat = readProcFile(`/proc/${pid}/stat`);
  if (stat === undefined) return { is: "gone" };
  // The name in parentheses may hold blanks; the fields after the last ")" are: state, ppid, ... , starttime (20th).
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return { is: "zombie" };
  const command = (readProcFile(`/proc/${pid}/cmdline`) ?? "").replaceAll("\0", " ").trim();
  return { is: "alive", command, startedAt: fields[19] };
}

function fromPs(pid: number): ProcessState {
  const { stdout, status } = spawnSync("ps", ["-o", "state=,command=", "-p", String(pid)], { encoding: "utf8" });
  const line = stdout?.trim();
  if (status !== 0 || !line) return { is: "gone" };
  if (line.startsWith("Z")) return { is: "zombie" };
  return { is: "alive", command: line.replace(/^\S+\s+/, ""), startedAt: undefined };
}

/** Ids of living processes whose working directory is `directory`: PostgreSQL's children stand in their data directory. */
export function processesIn(directory: string): number[] {
  if (!hasProc) return [];
  const found: number[] = [];
  for (const name of readdirSync("/proc")) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || workingDirectory(pid) !== directory) continue;
    if (processState(pid).is === "alive") found.push(pid);
  }
  return found;
}

function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    if (isErrno(error, "ENOENT", "EACCES", "ESRCH", "EPERM")) return undefined; // ended meanwhile, or another user's
    throw error;
  }
}

function readProcFile(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isErrno(error, "ENOENT", "ESRCH", "EACCES", "EPERM")) return undefined;
    throw error;
  }
}

/** Sends a signal; a process that has gone meanwhile is no fault. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!isErrno(error, "ESRCH")) throw error;
  }
}

/** Asks every 20 ms until `condition` holds; false when `timeoutMs` have passed. Real time: this watches processes. */
export async function waitUntil(condition: () => boolean | Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    if (await condition()) return true;
    if (performance.now() >= deadline) return false;
    await pause(20);
  }
}

/** True when `error` is a Node system error with one of these codes. */
export function isErrno(error: unknown, ...codes: string[]): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && typeof error.code === "string" && codes.includes(error.code);
}
