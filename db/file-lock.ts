import { linkSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isErrno, processState, waitUntil } from "@/db/embedded-process";

/**
 * Runs `work` while holding `<path>`, a file that names its holder. Node has no flock, so a holder that died is told
 * by its process id and start time; a recycled id is not taken for the old holder.
 * @throws when a living process keeps the lock longer than `timeoutMs`.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>, timeoutMs = 120_000): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  const got = await waitUntil(() => tryLock(path), timeoutMs);
  if (!got) throw new Error(`${path} has been held by process ${readHolder(path)?.pid ?? "?"} for too long`);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

let attempts = 0;

function tryLock(path: string): boolean {
  attempts += 1;
  const ticket = `${path}.${process.pid}-${attempts}`;
  writeFileSync(ticket, holderLine(process.pid));
  try {
    linkSync(ticket, path); // fails when the lock exists; never shows a half-written one
    return true;
  } catch (error) {
    if (!isErrno(error, "EEXIST")) throw error;
  } finally {
    rmSync(ticket, { force: true });
  }
  const holder = readHolder(path);
  if (holder !== undefined && !isAlive(holder)) removeDead(path);
  return false;
}

/** Only one waiter may clear a dead holder's file, and it looks again: else it could remove its successor's. */
function removeDead(path: string): void {
  const guard = `${path}.clearing`;
  try {
    mkdirSync(guard);
  } catch (error) {
    if (!isErrno(error, "EEXIST")) throw error;
    const age = Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 10_000) rmdirSync(guard); // its maker died within these few lines
    return;
  }
  const holder = readHolder(path);
  if (holder !== undefined && !isAlive(holder)) rmSync(path, { force: true });
  rmdirSync(guard);
}

interface Holder {
  pid: number;
  startedAt: string;
}

/** The process named in a pid file (`pid start\n`), or nothing when the file is absent. */
export function readHolder(path: string): Holder | undefined {
  try {
    const [pid, startedAt] = readFileSync(path, "utf8").trim().split(" ");
    return { pid: Number(pid), startedAt: startedAt ?? "" };
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** True while the very process that the file names lives. */
export function isAlive(holder: Holder): boolean {
  const state = processState(holder.pid);
  return state.is === "alive" && (holder.startedAt === "" || holder.startedAt === (state.startedAt ?? ""));
}

/** The line that names a process in a pid file. */
export function holderLine(pid: number): string {
  const state = processState(pid);
  return `${pid} ${state.is === "alive" ? (state.startedAt ?? "") : ""}\n`;
}
