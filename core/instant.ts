/**
 * An instant as epoch milliseconds: the only form of time in stored core state (docs/decisions/0002-epoch-ms.md).
 * Civil time (days, hours, zones) is made from it in core/schedule*.ts and nowhere else.
 */
export type EpochMs = number & { readonly __unit: "epoch-ms" };

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
/** A day of exactly 24 hours, as rolling windows and shelf lives count it; not a calendar day. */
export const DAY_MS = 86_400_000;

/** Brands a number of milliseconds, a Date, or an ISO 8601 string with an offset or `Z`. Throws RangeError on anything that is not an instant. */
export function toEpochMs(value: number | Date | string): EpochMs {
  const ms = typeof value === "number" ? value : typeof value === "string" ? Date.parse(value) : value.getTime();
  if (!Number.isFinite(ms)) throw new RangeError(`Not an instant: ${String(value)}`);
  return Math.trunc(ms) as EpochMs; // the one place where the brand is given
}

/** ISO 8601 in UTC. */
export const toIso = (at: EpochMs): string => new Date(at).toISOString();

export const toDate = (at: EpochMs): Date => new Date(at);

export const addMs = (at: EpochMs, ms: number): EpochMs => toEpochMs(at + ms);

export const laterOf = (a: EpochMs, b: EpochMs): EpochMs => (a >= b ? a : b);

export const earlierOf = (a: EpochMs, b: EpochMs): EpochMs => (a <= b ? a : b);
