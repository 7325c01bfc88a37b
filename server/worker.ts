import "@/server/database";
import { database } from "@/db/client";
import { env } from "@/server/env";
import { serverClient } from "@/server/inngest/client";
import { logger } from "@/server/log";
import { type HeedWorker, startEmbeddedWorker, startRelayWorker } from "@/server/worker/start-worker";

// The long-lived process: engine (unless an Inngest server is named), outbox relay, sweeps.

const log = logger("worker");
let worker: HeedWorker | undefined;
let stopping = false;

async function start(): Promise<void> {
  worker =
    env().engine === "embedded"
      ? await startEmbeddedWorker({ databaseUrl: env().DATABASE_URL })
      : await startRelayWorker(serverClient(env()));
  if (env().ENGINE_PORT !== 0) await worker.engine?.listen({ port: env().ENGINE_PORT });
  log.info({ engine: env().engine }, "the worker is at work");
}

async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, "the worker finishes what is under way");
  await worker?.stop();
  await database().close();
}

function end(code: number): void {
  process.exitCode = code;
  process.exit();
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    stop(signal).then(
      () => end(0),
      (error: unknown) => {
        log.error({ err: error }, "the worker could not stop cleanly");
        end(1);
      },
    );
  });
}

start().catch((error: unknown) => {
  log.fatal({ err: error }, "the worker cannot start");
  end(1);
});
