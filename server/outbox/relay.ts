import type { Sql } from "postgres";
import { env } from "@/server/env";
import { relayProviderEvents } from "@/server/integrations/relay-provider-events";
import { createWebhookRelay } from "@/server/integrations/webhooks/relay-webhooks";
import { DUE_CHANNEL, RELAY_CHANNEL } from "@/server/outbox/channels";
import { relayDue } from "@/server/outbox/relay-due";
import { relayLooks } from "@/server/outbox/relay-looks";
import { relayOutbox } from "@/server/outbox/relay-outbox";
import { relayTriggers } from "@/server/outbox/relay-triggers";
import { relayWakes } from "@/server/outbox/relay-wakes";
import type { SendEvents } from "@/server/outbox/send-events";
import { startLoop } from "@/server/worker/loop";

export interface Relay {
  /** Waits for what is being sent and sends no more. */
  stop(): Promise<void>;
}

/**
 * Carries what the rows say to the engine: outbox rows, wakes that are owed, alarms of people; webhooks to whoever
 * listens; judges triggers by what came in; and works out what other services told us. Told at once by NOTIFY, and
 * looks by itself when the next row falls due. Several relays on one database share the work. While the engine is away
 * nothing is lost: rows stay owed.
 */
export async function startRelay({ sql, send }: { sql: Sql; send: SendEvents }): Promise<Relay> {
  const outbox = startLoop("relay outbox", () => relayOutbox(sql, send));
  const triggers = startLoop("relay triggers", () => relayTriggers(sql));
  const wakes = startLoop("relay wakes", () => relayWakes(sql, send));
  const looks = startLoop("relay looks", () => relayLooks(sql, send));
  const due = startLoop("relay due", () => relayDue(sql));
  const poster = createWebhookRelay(sql, {
    allowPrivate: env().WEBHOOKS_TO_PRIVATE,
    onAnswer: () => webhooks.knock(),
  });
  const webhooks = startLoop("relay webhooks", () => poster.look());
  const provider = startLoop("relay provider events", () => relayProviderEvents(sql));
  const knockRows = (): void => {
    outbox.knock();
    triggers.knock();
    wakes.knock();
    webhooks.knock();
    provider.knock();
  };
  // the third argument runs at every (re)connection: what was notified meanwhile is looked up
  const listeners = await Promise.all([
    sql.listen(RELAY_CHANNEL, knockRows, knockRows),
    sql.listen(DUE_CHANNEL, looks.knock, looks.knock),
  ]);
  return {
    async stop() {
      await Promise.all(listeners.map((listener) => listener.unlisten()));
      const loops = [outbox, triggers, wakes, looks, due, webhooks, provider];
      await Promise.all(loops.map((loop) => loop.stop()));
      await poster.settled();
    },
  };
}
