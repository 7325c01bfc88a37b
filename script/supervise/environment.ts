import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseEnvironment } from "@/server/env";
import type { Home } from "./home";

export type Variables = Record<string, string | undefined>;

/**
 * The environment Heed's programs get: the caller's, and with the embedded database also what a newcomer need not know:
 * keys kept beside the data, the local inbox, the demo sign-in.
 */
export function composeEnvironment(home: Home, caller: Variables, dev: boolean): Variables {
  const embedded = !caller.DATABASE_URL;
  const composed: Variables = { ...caller, NODE_ENV: dev ? "development" : "production" };
  if (embedded) {
    composed.APP_ENCRYPTION_KEYS ||= keysBeside(home);
    composed.HEED_SANDBOX ||= "on";
    composed.HEED_DEMO ||= "on";
    composed.HEED_HOST ||= "127.0.0.1"; // a demo with a printed password is not for the whole network
  }
  composed.HEED_HOST ||= "0.0.0.0";
  composed.PORT ||= "3000";
  composed.NEXT_TELEMETRY_DISABLED = "1"; // nothing here calls anybody
  return composed;
}

/** Stops the start with the variable's name before anything else is started. @throws EnvironmentError */
export function checkEnvironment(variables: Variables): void {
  parseEnvironment({
    ...variables,
    DATABASE_URL: variables.DATABASE_URL || "postgres://embedded:later@127.0.0.1/heed",
  });
}

/** The encryption keys of an embedded Heed: whoever has them and the data can read the stored credentials. */
function keysBeside({ keys }: Home): string {
  if (!existsSync(keys)) writeFileSync(keys, `k1:${randomBytes(32).toString("base64")}\n`, { mode: 0o600 });
  return readFileSync(keys, "utf8").trim();
}
