const SECONDS = [15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200];

/**
 * Milliseconds to wait before the next try, `failures` (1 or more) tries having failed: 15 s growing to 2 h,
 * as an Inngest server does, with up to 10 % added so that what failed together does not come back together.
 */
export function retryDelayMs(failures: number, random: () => number = Math.random): number {
  const seconds = SECONDS[Math.min(failures, SECONDS.length) - 1] ?? 15;
  return Math.round(seconds * 1_000 * (1 + random() / 10));
}
