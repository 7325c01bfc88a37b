import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { toEmailKey } from "@/core/address";
import { withWorkspace } from "@/db/client";
import { apikey } from "@/db/schema/auth";
import { authTransaction } from "@/server/auth/transaction";
import { realNow } from "@/server/clock";
import { vault } from "@/server/crypto";
import { env } from "@/server/env";
import { apiKeyContext, need, type ServiceContext } from "@/server/services/context";
import { ForbiddenError, NotFoundError, TooManyError } from "@/server/services/errors";
import { readScopes } from "@/server/services/keys/open";
import { countCall } from "@/server/services/keys/rate";
import { type LookUp, lookUp } from "@/server/services/support/look-up";
import { readSettings } from "@/server/services/workspaces/settings";

/** Tickets a desk opens in a minute; somebody who found the address and tries out others is stopped soon. */
const LOOKS_A_MINUTE = 60;

const deskShape = z.tuple([z.string(), z.string()]);

/**
 * The address of a card that a help desk fills in itself: it puts the customer's e-mail address behind it, so no signature can
 * cover that. What is signed is the key it was made with: it shows no more than that key may see, and nothing once the key is revoked.
 * @throws ForbiddenError for whoever is no API key
 */
export function deskCardLink(ctx: ServiceContext): { url: string } {
  need(ctx, "support.lookup");
  if (ctx.actor.kind !== "api-key") throw new ForbiddenError("A help desk's card belongs to an API key");
  const payload = Buffer.from(JSON.stringify([ctx.workspaceId, ctx.actor.apiKeyId])).toString("base64url");
  return { url: `${env().APP_URL}/card/desk/${vault().sign("desk-card", payload)}?email=` };
}

/**
 * The card of the address a help desk filled in; `found` is null while it is none (a template that was left as it is). Each look is
 * in the audit log as the key's. @throws NotFoundError when the link is forged, its key gone or no longer for support, TooManyError
 */
export async function openDeskCard(
  token: string,
  address: string,
): Promise<{ email: string; found: LookUp | null; origins: readonly string[] }> {
  const { workspaceId, apiKeyId } = readDesk(token);
  const scopes = await scopesOf(workspaceId, apiKeyId);
  const rate = countCall(`desk ${apiKeyId}`, LOOKS_A_MINUTE, realNow().getTime());
  if (!rate.ok) throw new TooManyError("Too many cards were opened with this link", rate.resetSeconds);
  const { clockOffsetMs, cardOrigins } = await withWorkspace({ workspaceId }, (tx) => readSettings(tx, workspaceId));
  const email = toEmailKey(address);
  if (email === null) return { email: address, found: null, origins: cardOrigins };
  const ctx = apiKeyContext({ workspaceId, apiKeyId, scopes, offsetMs: clockOffsetMs });
  return { email, found: await lookUp({ ctx, input: { q: email, by: "card" } }), origins: cardOrigins };
}

function readDesk(token: string): { workspaceId: string; apiKeyId: string } {
  const payload = vault().verify("desk-card", token);
  if (payload === undefined) throw new NotFoundError("card");
  // signed by us: it is what deskCardLink wrote
  const [workspaceId, apiKeyId] = deskShape.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  return { workspaceId, apiKeyId };
}

async function scopesOf(workspaceId: string, apiKeyId: string) {
  const [key] = await authTransaction((tx) =>
    tx
      .select({ enabled: apikey.enabled, expiresAt: apikey.expiresAt, permissions: apikey.permissions })
      .from(apikey)
      .where(and(eq(apikey.id, apiKeyId), eq(apikey.referenceId, workspaceId))),
  );
  const over = key?.expiresAt != null && key.expiresAt <= realNow();
  const scopes = key === undefined ? [] : readScopes(key.permissions === null ? null : JSON.parse(key.permissions));
  if (!key?.enabled || over || !scopes.includes("support")) throw new NotFoundError("card");
  return scopes;
}
