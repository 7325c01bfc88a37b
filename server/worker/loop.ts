import { logger } from "@/server/log";

export interface Loop {
  /** Takes a turn soon, whatever the clock says. */
  knock(): void;
  /** Waits for the turn under way and takes no more. */
  stop(): Promise<void>;
}

/** What a knock may wait, so that those which come together are one turn. */
const GATHER_MS = 4;
const MAX_FAILURE_MS = 30_000;

/**
 * Takes turns for ever: each turn says in how many milliseconds the next is due; a knock makes it sooner. A turn that throws
 * is logged and tried again after 0.5 s, doubling up to 30 s: the database or the engine may be away.
 */
export function startLoop(name: string, turn: () => Promise<number>): Loop {
  const log = logger(name);
  let stopped = false;
  let knocked = false;
  let failures = 0;
  let wake = (): void => undefined;

  async function run(): Promise<void> {
    while (!stopped) {
      knocked = false;
      const restMs = await takeTurn();
      if (stopped) return;
      if (!knocked) await rest(restMs);
      else await rest(GATHER_MS, true);
    }
  }

  async function takeTurn(): Promise<number> {
    try {
      const restMs = await turn();
      failures = 0;
      return restMs;
    } catch (error) {
      failures += 1;
      log.error({ err: error, failures }, "a turn failed");
      return Math.min(MAX_FAILURE_MS, 250 * 2 ** failures);
    }
  }

  function rest(ms: number, deaf = false): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        if (deaf && !stopped) return;
        clearTimeout(timer);
        setTimeout(resolve, stopped ? 0 : GATHER_MS);
      };
    });
  }

  const running = run();
  return {
    knock() {
      if (knocked) return;
      knocked = true;
      wake();
    },
    async stop() {
      stopped = true;
      wake();
      await running;
    },
  };
}
