import { DAY_MS, type EpochMs } from "@/core/instant";

/** What became of mail to one address: it could not be delivered for now, or somebody was reached (delivered, opened, clicked, answered). */
export interface AddressSign {
  readonly kind: "soft_bounce" | "reached";
  readonly at: EpochMs;
}

/** Days on which mail must have come back. */
const DAYS = 3;
/** How far back it is looked at. */
export const SOFT_BOUNCE_WINDOW_MS = 30 * DAY_MS;

/**
 * Whether an address that is only ever full or away is one nobody reads (EMAIL §2.7): soft bounces on three different days (UTC)
 * within 30, and nobody reached since the first of them. The order of the signs does not matter.
 */
export function isUndeliverable(signs: readonly AddressSign[], now: EpochMs): boolean {
  const from = Math.max(
    now - SOFT_BOUNCE_WINDOW_MS,
    ...signs.flatMap(({ kind, at }) => (kind === "reached" ? [at] : [])),
  );
  const days = signs
    .filter(({ kind, at }) => kind === "soft_bounce" && at > from && at <= now)
    .map(({ at }) => Math.floor(at / DAY_MS));
  return new Set(days).size >= DAYS;
}
