import pino, { type Logger } from "pino";
import { logLevel } from "@/server/env";
import { toLoggedError } from "@/server/tell-error";

let root: Logger | undefined;

/** A logger that names its part of the program. Ids go into its lines, never addresses, subjects, bodies or secrets. */
export function logger(part: string): Logger {
  root ??= pino({
    level: logLevel(),
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (error: unknown) => toLoggedError(error) },
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ["password", "token", "secret", "credentials", "authorization", "cookie", "email"].flatMap((key) => [
        key,
        `*.${key}`,
      ]),
      censor: "(hidden)",
    },
  });
  return root.child({ part });
}
