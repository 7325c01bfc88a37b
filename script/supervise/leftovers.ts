import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isErrno, processState, signalProcess, waitUntil } from "@/db/embedded-process";
import { isAlive, readHolder } from "@/db/file-lock";
import type { Home } from "./home";

/** The supervisor that runs in this home now, if one lives. */
export function runningSupervisor(home: Home): number | undefined {
  const holder = readHolder(join(home.run, "supervisor.pid"));
  return holder && holder.pid !== process.pid && isAlive(holder) ? holder.pid : undefined;
}

/** Stops web and worker of a supervisor that was killed with -9. Their process groups are named in pid files. */
export async function stopLeftovers(home: Home): Promise<string[]> {
  const stopped: string[] = [];
  for (const file of readdirSync(home.run).filter((name) => name.endsWith(".pid") && name !== "supervisor.pid")) {
    const path = join(home.run, file);
    const holder = readHolder(path);
    if (holder && (isAlive(holder) || isOrphanedGroup(holder.pid))) {
      await stopGroup(holder.pid, 5000);
      stopped.push(file.replace(/\.pid$/, ""));
    }
    rmSync(path, { force: true });
  }
  return stopped;
}

/** Asks a process group to end, and ends it after `graceMs`. */
export async function stopGroup(group: number, graceMs: number): Promise<void> {
  const gone = () => membersOf(group).length === 0;
  for (const [signal, patience] of [
    ["SIGTERM", graceMs],
    ["SIGKILL", 5000],
  ] as const) {
    if (gone()) return;
    signalGroup(group, signal);
    if (await waitUntil(gone, patience)) return;
  }
  throw new Error(`the processes ${membersOf(group).join(", ")} do not stop`);
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  if (existsSync("/proc/self/stat")) for (const pid of membersOf(group)) signalProcess(pid, signal);
  else signalProcess(-group, signal);
}

/** The leader is dead, but children that work in this checkout live on in its group. */
function isOrphanedGroup(group: number): boolean {
  return membersOf(group).some((pid) => {
    const state = processState(pid);
    return state.is === "alive" && state.command.includes(process.cwd());
  });
}

/** Living processes of a group (the fifth field of /proc/PID/stat); without /proc only whether the leader lives. */
function membersOf(group: number): number[] {
  if (!existsSync("/proc/self/stat")) return processState(group).is === "alive" ? [group] : [];
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && groupOf(pid) === group && processState(pid).is === "alive");
}

function groupOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[2]);
  } catch (error) {
    if (isErrno(error, "ENOENT", "ESRCH")) return undefined; // ended meanwhile
    throw error;
  }
}
