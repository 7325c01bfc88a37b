import type { EngineLogger } from "./logger";

export type EngineOptions = {
  databaseUrl: string;
  /** Schema of the engine's tables; graphile-worker's are in `<schema>_chores`. */
  schema?: string;
  logger: EngineLogger;
  /** Runs worked on at once in this process. */
  capacity?: number;
  /** How long a run stays taken by a process that has died. */
  leaseMs?: number;
  /** Milliseconds before the next try after so many failures; default as an Inngest server's. */
  retryDelayMs?: (failures: number) => number;
};
