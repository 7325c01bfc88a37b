import "@/server/inngest/without-async-context"; // first: before the SDK is asked for anything

import type { Inngest } from "inngest";
import { ownerSql } from "@/db/client";
import { createEngine, type Engine } from "@/server/engine/engine";
import type { SdkHandler } from "@/server/engine/sdk-handler";
import { settleEnvironment } from "@/server/env";
import { embeddedClient } from "@/server/inngest/client";
import { makeDirectHandler } from "@/server/inngest/direct-handler";
import { heedFunctions } from "@/server/inngest/functions";
import { logger } from "@/server/log";
import { startMailboxWatch } from "@/server/mailbox/watch-mailboxes";
import { type Relay, startRelay } from "@/server/outbox/relay";
import { sendInRequests } from "@/server/outbox/send-events";
import { keepFigures } from "@/server/worker/keep-figures";
import { keepStatistics } from "@/server/worker/keep-statistics";

export interface HeedWorker {
  /** The embedded engine; undefined where an Inngest server runs the functions. */
  readonly engine: Engine | undefined;
  /** Takes no more work, finishes what is under way. */
  stop(): Promise<void>;
}

/** Starts the embedded engine with all of Heed's functions, the relay that feeds it, and the watch over mailboxes. */
export async function startEmbeddedWorker(options: {
  databaseUrl: string;
  capacity?: number;
  /** Stands around every call of the SDK: tests make things happen between a step and its wait. */
  around?: (handler: SdkHandler) => SdkHandler;
}): Promise<HeedWorker> {
  settleEnvironment();
  const engine = createEngine({
    databaseUrl: options.databaseUrl,
    logger: logger("engine"),
    ...(options.capacity === undefined ? {} : { capacity: options.capacity }),
  });
  const client = embeddedClient(engine.fetch);
  const handler = makeDirectHandler(client, heedFunctions(client));
  await engine.start(options.around?.(handler) ?? handler);
  const relay = await startRelayTo(client);
  const mailboxes = await startMailboxWatch(ownerSql());
  const statistics = keepStatistics(ownerSql());
  const figures = keepFigures(ownerSql());
  return {
    engine,
    async stop() {
      await figures.stop();
      await statistics.stop();
      await mailboxes.stop();
      await relay.stop();
      await engine.stop();
    },
  };
}

/** Starts the relay alone: an Inngest server calls the functions at `/api/inngest`. */
export async function startRelayWorker(client: Inngest): Promise<HeedWorker> {
  const relay = await startRelayTo(client);
  const mailboxes = await startMailboxWatch(ownerSql());
  const statistics = keepStatistics(ownerSql());
  const figures = keepFigures(ownerSql());
  return {
    engine: undefined,
    async stop() {
      await figures.stop();
      await statistics.stop();
      await mailboxes.stop();
      await relay.stop();
    },
  };
}

const startRelayTo = (client: Inngest): Promise<Relay> =>
  startRelay({ sql: ownerSql(), send: sendInRequests((events) => client.send(events)) });
