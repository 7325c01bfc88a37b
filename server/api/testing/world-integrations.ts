import { eq } from "drizzle-orm";
import { ownerSql, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import * as t from "@/db/schema";
import type { ServiceContext } from "@/server/services/context";
import { createForm } from "@/server/services/forms/manage";
import { connectIntegration } from "@/server/services/integrations/manage";
import { addProductRef } from "@/server/services/products/refs";
import { requestTouches } from "@/server/services/touches/request";
import { touchOf } from "@/server/services/touches/testing/new-touch";
import { testEndpoint } from "@/server/services/webhooks/deliveries";
import { createEndpoint } from "@/server/services/webhooks/manage";

/** What other services tell and are told, and a mail nobody knows the end of. */
export async function addIntegrations(
  ctx: ServiceContext,
  of: { productId: string; senderId: string; topicId: string; personId: string; contactId: string },
) {
  const { workspaceId } = ctx;
  await connectIntegration({ ctx, input: { kind: "resend" } });
  const [integration] = await withWorkspace(ctx, (tx) => tx.select().from(t.integration));
  if (!integration) throw new Error("the integration is not there");
  const providerEventId = newId("providerEvent");
  await withWorkspace(ctx, (tx) =>
    tx.insert(t.providerEvent).values({
      id: providerEventId,
      workspaceId,
      integrationId: integration.id,
      sourceId: "evt-1",
      type: "email.received",
      payload: {},
      state: "failed",
      outcome: "No key",
    }),
  );
  const endpoint = await createEndpoint({
    ctx,
    input: { name: "CRM", url: "https://hooks.example/heed", events: ["message.bounced"] },
  });
  const { deliveryId } = await testEndpoint({ ctx, input: { id: endpoint.id } });
  const ref = await addProductRef({ ctx, input: { productId: of.productId, source: "stripe", ref: "price_1" } });
  await requestTouches(ownerSql(), [
    touchOf(
      { workspaceId, senderId: of.senderId, topicId: of.topicId },
      { personId: of.personId, contactId: of.contactId },
      { key: "unknown" },
    ),
  ]);
  const longAgo = new Date(ctx.now().getTime() - 100 * 86_400_000); // it stands in no limit of today
  const unknown = { state: "unknown", countedAt: longAgo, claimedAt: longAgo, contentHash: "gone" };
  const [row] = await withWorkspace(ctx, (tx) =>
    tx.update(t.touch).set(unknown).where(eq(t.touch.key, "unknown")).returning({ id: t.touch.id }),
  );
  if (!row) throw new Error("the touch is not there");
  const form = await createForm({
    ctx,
    input: { name: "Newsletter", title: "Our newsletter", wording: "I want mail", senderId: of.senderId },
  });
  return {
    formId: form.id,
    providerEventId,
    endpointId: endpoint.id,
    deliveryId,
    productRefId: ref.id,
    unknownTouchId: row.id,
  };
}
