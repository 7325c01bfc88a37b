import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isErrno, processesIn, processState, signalProcess, waitUntil } from "@/db/embedded-process";

/** What `postmaster.pid` says: line 1 the process, line 4 the port, line 8 the state. */
interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

/** Reads `postmaster.pid`; nothing when no server has the directory, or one is only just writing it. */
export function readPostmaster(dataDir: string): Postmaster | undefined {
  try {
    const lines = readFileSync(pidFile(dataDir), "utf8").split("\n");
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === "ready" };
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** The server that has this data directory now, if one lives. */
export function livingPostmaster(dataDir: string): Postmaster | undefined {
  const postmaster = readPostmaster(dataDir);
  if (!postmaster) return undefined;
  const state = processState(postmaster.pid);
  // After a restart of the machine or container the id may be anybody's: the command line must name our directory.
  return state.is === "alive" && state.command.includes(dataDir) ? postmaster : undefined;
}

/**
 * Clears what a killed server left. PostgreSQL takes a zombie for a living holder of its pid file and would refuse to
 * start; where process 1 collects nobody (a container without an init) that would be for ever.
 */
export async function clearStale(dataDir: string): Promise<void> {
  const left = readPostmaster(dataDir);
  if (!left || livingPostmaster(dataDir)) return;
  const orphansGone = await waitUntil(() => processesIn(dataDir).length === 0, 30_000);
  if (!orphansGone)
    throw new Error(`PostgreSQL ${left.pid} is dead, but ${processesIn(dataDir).join(", ")} still work in ${dataDir}`);
  rmSync(pidFile(dataDir), { force: true });
}

/** Fast shutdown, and after ten seconds the immediate one, which the next start recovers from. */
export async function stopPostmaster(dataDir: string, pid: number): Promise<void> {
  const gone = () =>
    !existsSync(pidFile(dataDir)) || readPostmaster(dataDir)?.pid !== pid || processState(pid).is !== "alive";
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    if (gone()) break;
    signalProcess(pid, signal);
    if (await waitUntil(gone, 10_000)) break;
  }
  const ended = await waitUntil(() => processState(pid).is !== "alive", 10_000);
  if (!ended) throw new Error(`PostgreSQL ${pid} in ${dataDir} does not stop`);
}

function pidFile(dataDir: string): string {
  return join(dataDir, "postmaster.pid");
}
