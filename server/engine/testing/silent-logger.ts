import type { EngineLogger } from "@/server/engine/logger";

const silent = () => undefined;

/** Says nothing; also fits the SDK. */
export const silentLogger: EngineLogger & { debug: () => undefined } = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
};
