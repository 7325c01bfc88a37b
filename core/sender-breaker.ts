import { HOUR_MS } from "@/core/instant";

/** What became of a sender's newest mails (at most 100, seven days) since its breaker last closed. */
export interface SenderRecord {
  readonly sent: number;
  readonly hardBounces: number;
  /** Refused for what we are, not for who they are: reputation, policy, authentication. */
  readonly blocks: number;
  readonly complaints: number;
}

export type BreakerCause = "complaints" | "bounces" | "blocks";

/** How many of its newest mails are looked at. */
export const BREAKER_WINDOW = 100;

interface Limit {
  readonly cause: BreakerCause;
  readonly count: (record: SenderRecord) => number;
  /** Fewer are chance. */
  readonly least: number;
  /** Of all sent. */
  readonly share: number;
}

/** Providers close an account above 0.3 % complaints or 5 % bounces (EMAIL §5); 3 % blocks is EMAIL §2.7. */
const limits: readonly Limit[] = [
  { cause: "complaints", count: ({ complaints }) => complaints, least: 2, share: 0.003 },
  { cause: "blocks", count: ({ blocks }) => blocks, least: 3, share: 0.03 },
  { cause: "bounces", count: ({ hardBounces }) => hardBounces, least: 5, share: 0.05 },
];

/** Why a sender must stand still now; null: it may go on. */
export function decideBreaker(record: SenderRecord): { cause: BreakerCause; count: number; of: number } | null {
  const sent = Math.max(1, record.sent);
  for (const { cause, count, least, share } of limits) {
    const bad = count(record);
    if (bad >= least && bad / sent >= share) return { cause, count: bad, of: record.sent };
  }
  return null;
}

const COOL_DOWN_MS = [HOUR_MS, 4 * HOUR_MS, 24 * HOUR_MS] as const;

/** How long it stands still before one mail may try: longer each time it broke in a row. `trips` counts this one too. */
export const coolDownMs = (trips: number): number =>
  COOL_DOWN_MS[Math.min(Math.max(trips, 1), COOL_DOWN_MS.length) - 1] ?? HOUR_MS;

const words: Record<BreakerCause, string> = {
  complaints: "people marked mail from it as spam",
  bounces: "addresses do not exist",
  blocks: "servers refused mail from it",
};

/** "3 of its last 80: servers refused mail from it" */
export const explainBreaker = (of: { cause: BreakerCause; count: number; of: number }): string =>
  `${of.count} of its last ${of.of}: ${words[of.cause]}`;
