import type { Sql } from "postgres";
import { claimDeliveries, type OwedDelivery } from "@/server/integrations/webhooks/claim-deliveries";
import { deliver } from "@/server/integrations/webhooks/deliver";
import { writeOutcome } from "@/server/integrations/webhooks/write-outcome";
import { logger } from "@/server/log";

/** On their way at once: most of them wait for somebody's answer. */
const AT_ONCE = 100;
const IDLE_MS = 2_000;

export interface WebhookRelay {
  /** Sends what is due on its way and does not wait for the answers. Gives ms until the next look. */
  look(): Promise<number>;
  /** When nothing is on its way any more. */
  settled(): Promise<void>;
}

/**
 * Posts deliveries that are due and writes what came of each as it comes: an endpoint that does not answer keeps nobody else
 * waiting. `onAnswer` is called when there is room again.
 */
export function createWebhookRelay(
  sql: Sql,
  { onAnswer, ...options }: { allowPrivate?: boolean; onAnswer?: () => void } = {},
): WebhookRelay {
  const onTheirWay = new Set<Promise<void>>();
  const busy = new Map<string, number>();

  async function post(row: OwedDelivery): Promise<void> {
    try {
      await writeOutcome(sql, row, await deliver(row, options));
    } catch (error) {
      logger("webhooks").error({ err: error, delivery: row.id }, "a delivery cannot be handled"); // its lease lapses
    }
  }

  function send(row: OwedDelivery): void {
    busy.set(row.target, (busy.get(row.target) ?? 0) + 1);
    const way = post(row).then(() => {
      onTheirWay.delete(way);
      const left = (busy.get(row.target) ?? 1) - 1;
      if (left === 0) busy.delete(row.target);
      else busy.set(row.target, left);
      onAnswer?.();
    });
    onTheirWay.add(way);
  }

  return {
    async look() {
      const room = AT_ONCE - onTheirWay.size;
      if (room > 0) for (const row of await claimDeliveries(sql, room, busy)) send(row);
      return IDLE_MS;
    },
    async settled() {
      await Promise.all(onTheirWay);
    },
  };
}
