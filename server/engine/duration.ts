const UNIT_MS: Record<string, number> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };
/** A century: what is longer is for ever, and would not fit into a timestamp. */
const LONGEST_MS = 36_525 * 86_400_000;
const PART = /(\d+)(ms|[wdhms])/gy;

/**
 * Milliseconds from `nowMs` to what the SDK wrote: a span such as `1d12h`, or an ISO 8601 instant. Never negative.
 * Returns undefined for anything else: `step.sleep("s", "1h30m")` reaches us as an empty string, because the SDK cannot read it.
 */
export function toDelayMs(written: string, nowMs: number): number | undefined {
  if (/^\d{4}-\d\d-\d\dT/.test(written)) {
    const at = Date.parse(written);
    return Number.isNaN(at) ? undefined : Math.min(LONGEST_MS, Math.max(0, at - nowMs));
  }
  let total = 0;
  PART.lastIndex = 0;
  let end = 0;
  for (let part = PART.exec(written); part !== null; part = PART.exec(written)) {
    total += Number(part[1]) * (UNIT_MS[part[2] ?? ""] ?? 0);
    end = PART.lastIndex;
  }
  return written !== "" && end === written.length ? Math.min(total, LONGEST_MS) : undefined;
}

/** Milliseconds asked for by a `retry-after` header: whole seconds or an instant. */
export function toRetryAfterMs(header: string, nowMs: number): number | undefined {
  if (/^\d+$/.test(header)) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
