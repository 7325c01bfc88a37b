import { cpuMsOf, memoryOf } from "./proc";

export type Metered = { seconds: number; cpuMs: number; peakRssMb: number };

/**
 * Measures wall time, CPU time and peak memory (looked at four times a second) of this process, its descendants and
 * `others` (PostgreSQL, which may have another parent) from now until `stop`.
 */
export function startMeter(others: readonly number[] = []): { stop: () => Metered } {
  const roots = [process.pid, ...others];
  const cpuBefore = cpuMsOf(roots);
  const started = performance.now();
  let peak = memoryOf(roots);
  const look = setInterval(() => {
    peak = Math.max(peak, memoryOf(roots));
  }, 250);
  return {
    stop: () => {
      clearInterval(look);
      return {
        seconds: (performance.now() - started) / 1_000,
        cpuMs: cpuMsOf(roots) - cpuBefore,
        peakRssMb: Math.round(Math.max(peak, memoryOf(roots)) / 1_048_576),
      };
    },
  };
}
