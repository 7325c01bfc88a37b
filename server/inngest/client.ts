import { Inngest } from "inngest";
import type { Environment } from "@/server/env";
import { logger } from "@/server/log";

export const APP_ID = "heed";

/**
 * The client of the embedded engine: all its calls stay in the process, and nobody outside may run steps. `isDev` because
 * there are no keys to sign with.
 */
export function embeddedClient(engineFetch: typeof fetch): Inngest {
  return new Inngest({ id: APP_ID, isDev: true, baseUrl: "http://engine", fetch: engineFetch, logger: sdkLogger() });
}

/** The client of an Inngest server that the environment names. */
export function serverClient(env: Environment): Inngest {
  const dev = env.INNGEST_DEV;
  return new Inngest({
    id: APP_ID,
    isDev: dev !== undefined,
    ...(dev !== undefined && /^https?:/.test(dev) ? { baseUrl: dev } : {}),
    ...(env.INNGEST_BASE_URL === undefined ? {} : { baseUrl: env.INNGEST_BASE_URL }),
    ...(env.INNGEST_EVENT_KEY === undefined ? {} : { eventKey: env.INNGEST_EVENT_KEY }),
    ...(env.INNGEST_SIGNING_KEY === undefined ? {} : { signingKey: env.INNGEST_SIGNING_KEY }),
    logger: sdkLogger(),
  });
}

/** A failed step is thrown again and logged where it ends; the SDK's own lines are for debugging. */
function sdkLogger() {
  const log = logger("inngest");
  const line = (args: unknown[]) => ({ details: args.slice(1) });
  return {
    info: (...args: unknown[]) => log.debug(line(args), String(args[0])),
    debug: (...args: unknown[]) => log.debug(line(args), String(args[0])),
    warn: (...args: unknown[]) => log.warn(line(args), String(args[0])),
    error: (...args: unknown[]) => log.warn(line(args), String(args[0])),
  };
}
