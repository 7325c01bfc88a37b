import { DAY_MS } from "@/core/instant";

/** Whose turn it is not: each failure in a row doubles the rest. Kept by one process; a new one begins at once. */
export interface Pauses {
  rests(key: string, now: number): boolean;
  failed(key: string, now: number): void;
  /** Gives whether it had failed before. */
  worked(key: string): boolean;
  /** All that rest now. */
  resting(now: number): string[];
}

/** Rests from `firstMs` on, doubling up to `mostMs`. What has not failed for a day is forgotten. */
export function createPauses(firstMs: number, mostMs: number): Pauses {
  const kept = new Map<string, { failures: number; until: number }>();
  const rests = (key: string, now: number): boolean => (kept.get(key)?.until ?? 0) > now;
  return {
    rests,
    failed(key, now) {
      for (const [old, { until }] of kept) if (until < now - DAY_MS) kept.delete(old);
      const failures = (kept.get(key)?.failures ?? 0) + 1;
      kept.set(key, { failures, until: now + Math.min(mostMs, firstMs * 2 ** (failures - 1)) });
    },
    worked: (key) => kept.delete(key),
    resting: (now) => [...kept.keys()].filter((key) => rests(key, now)),
  };
}
