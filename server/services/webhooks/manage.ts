import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { webhookDelivery, webhookEndpoint } from "@/db/schema/webhook";
import { env } from "@/server/env";
import { isPrivateHost } from "@/server/integrations/webhooks/post-safely";
import { writeAudit } from "@/server/services/audit-log";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { InvalidError, NotFoundError, parseInput } from "@/server/services/errors";
import { given } from "@/server/services/given";
import { createEndpointInput, endpointIdInput, updateEndpointInput } from "@/server/services/webhooks/schemas";
import { newEndpointSecret, sealEndpointSecret } from "@/server/services/webhooks/secret";

/** Who is told, by name, with how it goes. Secrets are not among it. */
export async function listEndpoints({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "settings.write");
  const of = (state: string) => sql<number>`count(*) filter (where ${webhookDelivery.state} = ${state})::int`;
  return withWorkspace(ctx, (tx) =>
    tx
      .select({
        id: webhookEndpoint.id,
        name: webhookEndpoint.name,
        url: webhookEndpoint.url,
        events: webhookEndpoint.events,
        enabled: webhookEndpoint.enabled,
        disabledReason: webhookEndpoint.disabledReason,
        failingSince: webhookEndpoint.failingSince,
        createdAt: webhookEndpoint.createdAt,
        waiting: of("waiting"),
        failed: of("failed"),
      })
      .from(webhookEndpoint)
      .leftJoin(
        webhookDelivery,
        and(
          eq(webhookDelivery.workspaceId, webhookEndpoint.workspaceId),
          eq(webhookDelivery.endpointId, webhookEndpoint.id),
          // what arrived is most of it, and is not read for this
          inArray(webhookDelivery.state, ["waiting", "failed"]),
        ),
      )
      .where(eq(webhookEndpoint.workspaceId, ctx.workspaceId))
      .groupBy(webhookEndpoint.id)
      .orderBy(asc(webhookEndpoint.name), asc(webhookEndpoint.id)),
  );
}

/** Gives the signing secret this once. @throws InvalidError at `url` for an address in our own network */
export async function createEndpoint(
  args: VerbArgs<typeof createEndpointInput>,
): Promise<{ id: string; secret: string }> {
  const { ctx } = args;
  need(ctx, "settings.write");
  const input = parseInput(createEndpointInput, args.input);
  checkUrl(input.url);
  const id = newId("webhook");
  const secret = newEndpointSecret();
  await withWorkspace(ctx, async (tx) => {
    await tx
      .insert(webhookEndpoint)
      .values({ id, workspaceId: ctx.workspaceId, ...input, secret: sealEndpointSecret(id, secret) });
    await writeAudit(tx, ctx, { action: "webhook.created", subjectRef: id });
  });
  return { id, secret };
}

/** Switched on again it begins with a clean sheet. @throws NotFoundError, InvalidError */
export async function updateEndpoint(args: VerbArgs<typeof updateEndpointInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "settings.write");
  const { id, ...change } = parseInput(updateEndpointInput, args.input);
  if (change.url !== undefined) checkUrl(change.url);
  const fresh = change.enabled === true ? { disabledReason: null, failingSince: null, quietUntil: null } : {};
  await withWorkspace(ctx, async (tx) => {
    await findEndpoint(tx, ctx.workspaceId, id);
    await tx
      .update(webhookEndpoint)
      .set({ ...given(change), ...fresh })
      .where(and(eq(webhookEndpoint.workspaceId, ctx.workspaceId), eq(webhookEndpoint.id, id)));
    // what is owed goes to the new address
    if (change.url !== undefined) {
      await tx
        .update(webhookDelivery)
        .set({ url: change.url })
        .where(
          and(
            eq(webhookDelivery.workspaceId, ctx.workspaceId),
            eq(webhookDelivery.endpointId, id),
            eq(webhookDelivery.state, "waiting"),
          ),
        );
    }
    await writeAudit(tx, ctx, {
      action: "webhook.updated",
      subjectRef: id,
      data: { fields: Object.keys(given(change)) },
    });
  });
  return { ok: true };
}

/** A new secret; the old one signs nothing from now on. Shown this once. @throws NotFoundError */
export async function rotateEndpointSecret(args: VerbArgs<typeof endpointIdInput>): Promise<{ secret: string }> {
  const { ctx } = args;
  need(ctx, "settings.write");
  const { id } = parseInput(endpointIdInput, args.input);
  const secret = newEndpointSecret();
  await withWorkspace(ctx, async (tx) => {
    await findEndpoint(tx, ctx.workspaceId, id);
    await tx
      .update(webhookEndpoint)
      .set({ secret: sealEndpointSecret(id, secret) })
      .where(and(eq(webhookEndpoint.workspaceId, ctx.workspaceId), eq(webhookEndpoint.id, id)));
    await writeAudit(tx, ctx, { action: "webhook.secret-rotated", subjectRef: id });
  });
  return { secret };
}

/** It and its log go. @throws NotFoundError */
export async function removeEndpoint(args: VerbArgs<typeof endpointIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "settings.write");
  const { id } = parseInput(endpointIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const { name, url } = await findEndpoint(tx, ctx.workspaceId, id);
    await tx
      .delete(webhookDelivery)
      .where(and(eq(webhookDelivery.workspaceId, ctx.workspaceId), eq(webhookDelivery.endpointId, id)));
    await tx
      .delete(webhookEndpoint)
      .where(and(eq(webhookEndpoint.workspaceId, ctx.workspaceId), eq(webhookEndpoint.id, id)));
    await writeAudit(tx, ctx, { action: "webhook.removed", subjectRef: id, data: { name: name || new URL(url).host } });
  });
  return { ok: true };
}

/** @throws NotFoundError */
export async function findEndpoint(tx: Tx, workspaceId: string, id: string) {
  const [row] = await tx
    .select({ id: webhookEndpoint.id, name: webhookEndpoint.name, url: webhookEndpoint.url })
    .from(webhookEndpoint)
    .where(and(eq(webhookEndpoint.workspaceId, workspaceId), eq(webhookEndpoint.id, id)));
  if (!row) throw new NotFoundError("webhook");
  return row;
}

/** What can be seen of it now; where a name leads is checked again whenever it is connected to. */
function checkUrl(text: string): void {
  if (env().WEBHOOKS_TO_PRIVATE) return;
  const url = new URL(text);
  if (url.protocol !== "https:") throw InvalidError.at("url", "It must begin with https://");
  if (isPrivateHost(url.hostname)) throw InvalidError.at("url", "This address leads into a private network");
}
