import { Temporal } from "temporal-polyfill";

/** What of a workspace the clock needs: how far its sandbox time is ahead. Zero for every workspace that really sends. */
export interface WorkspaceClock {
  clockOffsetMs: number;
}

let source = (): number => Date.now();

/** Workspace time: what governor, waits, delays, quiet hours and the journey see (SEMANTICS §10). */
export function now(workspace: WorkspaceClock): Date {
  return new Date(source() + workspace.clockOffsetMs);
}

/** Workspace time as core takes it. */
export function nowInstant(workspace: WorkspaceClock): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(source() + workspace.clockOffsetMs);
}

/** Real time: leases, retries, tokens, signatures, sessions, limits. */
export function realNow(): Date {
  return new Date(source());
}

/** Lets a test say what time it is; gives back the way to undo it. */
export function useClock(clock: () => Date): () => void {
  const before = source;
  source = () => clock().getTime();
  return () => {
    source = before;
  };
}
