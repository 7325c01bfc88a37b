import { Temporal } from "temporal-polyfill";

declare const unit: unique symbol;

/** An instant as whole epoch milliseconds. Used instead of `Temporal.Instant` where speed decides (core/attention). */
export type EpochMs = number & { readonly [unit]: "epoch ms" };

/** Brands a number of epoch milliseconds. The only place that casts. Throws a RangeError for anything but a finite number. */
export function toEpochMs(value: number): EpochMs {
  if (!Number.isFinite(value)) throw new RangeError(`Not an instant: ${value}`);
  return Math.trunc(value) as EpochMs;
}

/** From `Temporal.Instant`; fractions of a millisecond are cut off. */
export function fromInstant(instant: Temporal.Instant): EpochMs {
  return toEpochMs(instant.epochMilliseconds);
}

/** To `Temporal.Instant`. */
export function toInstant(ms: EpochMs): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(ms);
}

/** `ms` plus a length in milliseconds. */
export function plusMs(ms: EpochMs, length: number): EpochMs {
  return (ms + length) as EpochMs;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
/** A day of exactly 24 hours, as rolling windows and shelf lives count it; not a calendar day. */
export const DAY_MS = 86_400_000;
