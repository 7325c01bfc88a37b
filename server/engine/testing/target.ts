import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/node";
import { inject } from "vitest";
import { createEngine, type EngineOptions } from "@/server/engine/engine";
import type { EngineLogger } from "@/server/engine/logger";
import { makePlainHandler } from "@/server/inngest/plain-handler";
import { emptyDatabase } from "./database";

/** Where the contract tests run their functions: the embedded engine, or the Inngest server that the test configuration names. */
export type Target = {
  client: Inngest.Any;
  stop: () => Promise<void>;
};

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of an Inngest server (CONTRACT_INNGEST_URL in vitest.config.ts); empty for the embedded engine. */
    contractInngestUrl: string;
  }
}

export const isEmbedded = () => inject("contractInngestUrl") === "";

const silent = () => undefined;
export const silentLogger: EngineLogger & { debug: () => undefined } = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
};

let counter = 0;

/** An app name nobody else uses: an Inngest server remembers apps and events of earlier runs. */
export function newAppId(): string {
  counter += 1;
  return `contract-${process.pid}-${Math.trunc(performance.timeOrigin).toString(36)}-${counter}`;
}

/**
 * Runs functions made by `make` on the target. Event names in them must begin with the client's id.
 * Steps that fail are retried at once on the embedded engine unless the step says when.
 */
export async function openTarget(
  make: (client: Inngest.Any) => InngestFunction.Any[],
  options: Partial<EngineOptions> = {},
): Promise<Target> {
  const url = inject("contractInngestUrl");
  return url === "" ? await openEmbedded(make, options) : await openServed(make, url);
}

async function openEmbedded(
  make: (client: Inngest.Any) => InngestFunction.Any[],
  options: Partial<EngineOptions>,
): Promise<Target> {
  const database = options.databaseUrl === undefined ? await emptyDatabase() : undefined;
  const engine = createEngine({
    databaseUrl: database?.url ?? "",
    logger: silentLogger,
    retryDelayMs: () => 10,
    ...options,
  });
  const client = new Inngest({ id: newAppId(), isDev: true, fetch: engine.fetch, logger: silentLogger });
  try {
    await engine.start(makePlainHandler(client, make(client)));
  } catch (error) {
    await engine.stop();
    await database?.drop();
    throw error;
  }
  return {
    client,
    stop: async () => {
      await engine.stop();
      await database?.drop();
    },
  };
}

async function openServed(make: (client: Inngest.Any) => InngestFunction.Any[], baseUrl: string): Promise<Target> {
  const client = new Inngest({ id: newAppId(), isDev: true, baseUrl, logger: silentLogger });
  const server = createServer(serve({ client, functions: make(client) }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a path
  const registered = await fetch(`http://127.0.0.1:${port}/api/inngest`, { method: "PUT" });
  if (!registered.ok) throw new Error(`${baseUrl} did not take the functions: ${await registered.text()}`);
  return {
    client,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
