import { realNow } from "@/server/clock";
import { TooManyError } from "@/server/services/errors";

const WINDOW_MS = 10 * 60_000;
const REMEMBERED = 50_000;

/** Tries per key in the last ten minutes, in this process: guessing a password over HTTP is slow even so. */
const tries = new Map<string, number[]>();

/**
 * Counts a try and refuses when there were `max` within ten minutes. Keys name what is guarded: `sign-in:ana@…`, `sign-in-ip:…`.
 * @throws TooManyError with the seconds until the oldest try is forgotten.
 */
export function countAttempt(key: string, max: number): void {
  const now = realNow().getTime();
  const recent = (tries.get(key) ?? []).filter((at) => at > now - WINDOW_MS);
  const [oldest] = recent;
  if (oldest !== undefined && recent.length >= max) {
    const seconds = Math.ceil((oldest + WINDOW_MS - now) / 1000);
    const minutes = Math.ceil(seconds / 60);
    throw new TooManyError(`Too many tries. Try again in ${minutes} minute${minutes === 1 ? "" : "s"}`, seconds);
  }
  if (tries.size >= REMEMBERED) forgetOld(now);
  tries.set(key, [...recent, now]);
}

/** After a success the tries before it no longer count. */
export function forgetAttempts(key: string): void {
  tries.delete(key);
}

function forgetOld(now: number): void {
  for (const [key, times] of tries) if (!times.some((at) => at > now - WINDOW_MS)) tries.delete(key);
  if (tries.size >= REMEMBERED) tries.clear(); // under attack by many addresses: better to forget than to fill the memory
}
