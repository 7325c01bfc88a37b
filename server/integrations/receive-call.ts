import { withWorkspace } from "@/db/client";
import { resolvePublicToken } from "@/db/public-token";
import { queryRows } from "@/db/query-rows";
import { verifyCall } from "@/server/integrations/verify-call";
import { RELAY_CHANNEL } from "@/server/outbox/channels";
import { findIntegration, keepCall, noteRefusal } from "@/server/services/integrations/calls";
import { integrationKinds, openSecrets } from "@/server/services/integrations/secrets";

export type ReceivedCall = { readonly status: 200 | 400 | 404; readonly says: string };

/**
 * Takes a call of another service: proves who it is from by its signature and stores it, once per id of theirs, before it is
 * answered. What it means is worked out by the worker, so the answer is quick and nothing is lost when that fails.
 */
export async function receiveCall(kind: string, token: string, body: string, headers: Headers): Promise<ReceivedCall> {
  const known = integrationKinds.find((one) => one === kind);
  const found = known && (await resolvePublicToken("integration", token));
  if (!known || !found) return { status: 404, says: "There is nothing here" };
  return withWorkspace(found, async (tx) => {
    const row = await findIntegration(tx, { workspaceId: found.workspaceId, id: found.ref });
    if (!row || row.kind !== known || !row.enabled) return { status: 404, says: "There is nothing here" };
    const verified = verifyCall(known, body, headers, openSecrets(row.id, row.secrets).signingSecret);
    if (!verified.ok) {
      await noteRefusal(tx, row, verified.why);
      return { status: 400, says: "The signature does not prove who this is from" };
    }
    const { sourceId, type, payload } = verified.call;
    if (!(await keepCall(tx, row, { sourceId, type, payload }))) return { status: 200, says: "It was here before" };
    await queryRows(tx, `select pg_notify('${RELAY_CHANNEL}', '')`);
    return { status: 200, says: "Taken" };
  });
}
