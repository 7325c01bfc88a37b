const WINDOW_SECONDS = 60;
const REMEMBERED = 5_000;

const calls = new Map<string, { from: number; count: number }>();

/** How many calls somebody has left in this minute. */
export interface Rate {
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  readonly resetSeconds: number;
  /** false: this call is one too many. */
  readonly ok: boolean;
}

/** Counts a call of `who` against `limit` a minute, in this process. `now` is real time, epoch ms. */
export function countCall(who: string, limit: number, now: number): Rate {
  const windowMs = WINDOW_SECONDS * 1_000;
  let window = calls.get(who);
  if (!window || window.from + windowMs <= now) {
    if (calls.size >= REMEMBERED) calls.clear();
    window = { from: now, count: 0 };
    calls.set(who, window);
  }
  window.count += 1;
  return {
    limit,
    windowSeconds: WINDOW_SECONDS,
    remaining: Math.max(0, limit - window.count),
    resetSeconds: Math.max(1, Math.ceil((window.from + windowMs - now) / 1_000)),
    ok: window.count <= limit,
  };
}
