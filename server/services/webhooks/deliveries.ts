import { and, desc, eq, lt, or, sql } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { webhookDelivery } from "@/db/schema/webhook";
import { RELAY_CHANNEL } from "@/server/outbox/channels";
import { need, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { cursorInstant, fromCursor, toPage } from "@/server/services/page";
import { findEndpoint } from "@/server/services/webhooks/manage";
import { deliveryIdInput, endpointIdInput, listDeliveriesInput } from "@/server/services/webhooks/schemas";

/** What an endpoint was told, newest first: what was said, how often it was tried, what it answered. @throws NotFoundError */
export async function listDeliveries(args: VerbArgs<typeof listDeliveriesInput>) {
  const { ctx } = args;
  need(ctx, "settings.write");
  const { limit, cursor, endpointId, state } = parseInput(listDeliveriesInput, args.input);
  const [at, id] = cursor ? fromCursor(cursor) : [];
  const before = cursorInstant(at);
  return withWorkspace(ctx, async (tx) => {
    await findEndpoint(tx, ctx.workspaceId, endpointId);
    const rows = await tx
      .select({
        id: webhookDelivery.id,
        event: webhookDelivery.event,
        state: webhookDelivery.state,
        attempts: webhookDelivery.attempts,
        statusCode: webhookDelivery.statusCode,
        answer: webhookDelivery.answer,
        payload: sql<string>`${webhookDelivery.payload}::text`,
        nextAttemptAt: webhookDelivery.nextAttemptAt,
        lastAttemptAt: webhookDelivery.lastAttemptAt,
        deliveredAt: webhookDelivery.deliveredAt,
        createdAt: webhookDelivery.createdAt,
      })
      .from(webhookDelivery)
      .where(
        and(
          eq(webhookDelivery.workspaceId, ctx.workspaceId),
          eq(webhookDelivery.endpointId, endpointId),
          state === undefined ? undefined : eq(webhookDelivery.state, state),
          at === undefined
            ? undefined
            : or(
                lt(webhookDelivery.createdAt, before),
                and(eq(webhookDelivery.createdAt, before), lt(webhookDelivery.id, String(id))),
              ),
        ),
      )
      .orderBy(desc(webhookDelivery.createdAt), desc(webhookDelivery.id))
      .limit(limit + 1);
    return toPage(
      rows,
      limit,
      (row) => [row.createdAt.getTime(), row.id],
      (row) => row,
    );
  });
}

/** Tells it once more, under the same id: whoever listens can drop it if it was taken. @throws NotFoundError */
export async function replayDelivery(args: VerbArgs<typeof deliveryIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "settings.write");
  const { id } = parseInput(deliveryIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const [again] = await queryRows<{ endpoint_id: string }>(tx, REPLAY, [ctx.workspaceId, id]);
    if (!again) throw new NotFoundError("delivery");
    await queryRows(tx, ASK_NOW, [ctx.workspaceId, again.endpoint_id]);
    await queryRows(tx, `select pg_notify('${RELAY_CHANNEL}', '')`);
  });
  return { ok: true };
}

/** Owes it a message of type `webhook.test`. @throws NotFoundError */
export async function testEndpoint(args: VerbArgs<typeof endpointIdInput>): Promise<{ deliveryId: string }> {
  const { ctx } = args;
  need(ctx, "settings.write");
  const { id } = parseInput(endpointIdInput, args.input);
  const deliveryId = newId("delivery");
  await withWorkspace(ctx, async (tx) => {
    const { url } = await findEndpoint(tx, ctx.workspaceId, id);
    await tx.insert(webhookDelivery).values({
      id: deliveryId,
      workspaceId: ctx.workspaceId,
      key: `${id}/test/${deliveryId}`,
      endpointId: id,
      url,
      event: "webhook.test",
      payload: { says: "Heed can reach you" },
    });
    await queryRows(tx, ASK_NOW, [ctx.workspaceId, id]);
    await queryRows(tx, `select pg_notify('${RELAY_CHANNEL}', '')`);
  });
  return { deliveryId };
}

// To where it listens today. Only subscriptions: a step's own call belongs to its enrollment.
const REPLAY = `
update webhook_delivery d set state = 'waiting', attempts = 0, next_attempt_at = now(), url = e.url, delivered_at = null
from webhook_endpoint e
where d.workspace_id = $1 and d.id = $2 and e.workspace_id = d.workspace_id and e.id = d.endpoint_id
returning d.endpoint_id`;

// a member wants to know now, whatever it answered before
const ASK_NOW = "update webhook_endpoint set quiet_until = null where workspace_id = $1 and id = $2";
