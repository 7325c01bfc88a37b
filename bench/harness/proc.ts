import { readdirSync, readFileSync } from "node:fs";

/** Linux counts CPU time in ticks of 10 ms on every machine Node runs on. */
const TICK_MS = 10;

type Process = { pid: number; parent: number; cpuMs: number };

function readProcess(pid: number): Process | undefined {
  const stat = readOrGone(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The name in parentheses may hold spaces; everything else is split by them.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
  return { pid, parent: Number(fields[1]), cpuMs: ticks * TICK_MS };
}

function readOrGone(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH"))
      return undefined;
    throw error;
  }
}

/** The given processes and all their descendants that live now. */
export function familyOf(roots: readonly number[]): Process[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
  const family = new Set(roots);
  for (let grown = true; grown; ) {
    const before = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
    grown = family.size > before;
  }
  return all.filter(({ pid }) => family.has(pid));
}

/** CPU time used by the given processes and their descendants, those that have ended and been waited for included. */
export function cpuMsOf(roots: readonly number[]): number {
  return familyOf(roots).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

/** Memory of the given processes and their descendants in bytes: what each has of its own, and what they share once. */
export function memoryOf(roots: readonly number[]): number {
  let own = 0;
  let shared = 0;
  for (const { pid } of familyOf(roots)) {
    const status = readOrGone(`/proc/${pid}/status`) ?? "";
    const kb = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0);
    own += kb("RssAnon");
    shared = Math.max(shared, kb("RssShmem") + kb("RssFile"));
  }
  return (own + shared) * 1024;
}

/** CPU time used by the whole machine since it started. */
export function machineCpuMs(): number {
  const [user, nice, system, , , irq, softirq, steal] =
    readFileSync("/proc/stat", "utf8").split("\n")[0]?.split(/\s+/).slice(1).map(Number) ?? [];
  return [user, nice, system, irq, softirq, steal].reduce((sum: number, ticks) => sum + (ticks ?? 0), 0) * TICK_MS;
}
