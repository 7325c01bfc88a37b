import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { adopted } from "./family";
import { cpuMsOf, machineCpuMs } from "./proc";

/** What else a reader must know to judge a figure. `load_of_others` is in cores: CPU time that was not ours, per second. */
export function openConditions(): { close: () => Record<string, unknown> } {
  const started = performance.now();
  const machineBefore = machineCpuMs();
  const ownBefore = cpuMsOf([process.pid]);
  return {
    close: () => {
      const elapsedMs = performance.now() - started;
      const own = cpuMsOf([process.pid, ...adopted]) - ownBefore;
      return {
        at: new Date().toISOString(),
        commit: readCommit(),
        cores: cpus().length,
        cpu: cpus()[0]?.model ?? "unknown",
        memory_gb: Math.round(totalmem() / 1_073_741_824),
        load_of_others: Math.round(((machineCpuMs() - machineBefore - own) / elapsedMs) * 100) / 100,
        node: process.version,
        seconds: Math.round(elapsedMs / 1_000),
      };
    },
  };
}

function readCommit(): string {
  try {
    return execFileSync("git", ["describe", "--always", "--dirty"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "unknown"; // a copy without its repository
  }
}
