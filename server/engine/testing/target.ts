import "@/server/inngest/without-async-context"; // as the worker has it

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/node";
import { inject } from "vitest";
import { createEngine } from "@/server/engine/engine";
import type { EngineOptions } from "@/server/engine/engine-options";
import { makeDirectHandler } from "@/server/inngest/direct-handler";
import { emptyDatabase } from "./database";
import { silentLogger } from "./silent-logger";

/** Where the contract tests run their functions: the embedded engine, or the Inngest server that the test configuration names. */
export type Target = {
  client: Inngest.Any;
  /** How many runs are worked on now; of the embedded engine only. */
  working: () => Promise<number>;
  stop: () => Promise<void>;
};

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of an Inngest server (CONTRACT_INNGEST_URL in vitest.config.ts); empty for the embedded engine. */
    contractInngestUrl: string;
  }
}

/** `appId` is for two workers of one app. */
type TargetOptions = Partial<EngineOptions> & { appId?: string };

let counter = 0;

/** An app name nobody else uses: an Inngest server remembers apps and events of earlier runs. */
function newAppId(): string {
  counter += 1;
  return `contract-${process.pid}-${Math.trunc(performance.timeOrigin).toString(36)}-${counter}`;
}

/**
 * Runs functions made by `make` on the target. Event names in them must begin with the client's id.
 * Steps that fail are retried at once on the embedded engine unless the step says when.
 */
export async function openTarget(
  make: (client: Inngest.Any) => InngestFunction.Any[],
  options: TargetOptions = {},
): Promise<Target> {
  const url = inject("contractInngestUrl");
  return url === "" ? await openEmbedded(make, options) : await openServed(make, url);
}

/** The same, on the embedded engine whatever the configuration says: for tests of what it alone does. */
export async function openEmbedded(
  make: (client: Inngest.Any) => InngestFunction.Any[],
  options: TargetOptions = {},
): Promise<Target> {
  const database = options.databaseUrl === undefined ? await emptyDatabase() : undefined;
  const engine = createEngine({
    databaseUrl: database?.url ?? "",
    logger: silentLogger,
    retryDelayMs: () => 10,
    ...options,
  });
  const client = new Inngest({
    id: options.appId ?? newAppId(),
    isDev: true,
    fetch: engine.fetch,
    logger: silentLogger,
  });
  try {
    await engine.start(makeDirectHandler(client, make(client)));
  } catch (error) {
    await engine.stop();
    await database?.drop();
    throw error;
  }
  return {
    client,
    working: async () => (await engine.stats()).working,
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
    working: () => Promise.reject(new Error("only the embedded engine tells what it works on")),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
