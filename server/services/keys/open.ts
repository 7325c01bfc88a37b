import { createHash } from "node:crypto";
import { allKeyScopes, isKeyScope, type KeyScope } from "@/core/key-scopes";
import { withWorkspaceSql } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { auth } from "@/server/auth";
import { realNow } from "@/server/clock";
import { apiKeyContext, type ServiceContext } from "@/server/services/context";
import { UnauthenticatedError } from "@/server/services/errors";
import { countCall, type Rate } from "@/server/services/keys/rate";

/** A key that was checked is believed for so long: revoking it takes effect within that. */
const BELIEVED_MS = 5_000;
const CALLS_A_MINUTE = 6_000;
const REMEMBERED = 5_000;

interface Known {
  readonly workspaceId: string;
  readonly apiKeyId: string;
  readonly scopes: readonly KeyScope[];
  readonly until: number;
}

export interface OpenedKey {
  readonly ctx: ServiceContext;
  readonly apiKeyId: string;
  readonly scopes: readonly KeyScope[];
  readonly rate: Rate;
}

const believed = new Map<string, Known>();

/** What the holder of an API key may do, and how many calls it has left (6,000 a minute). @throws UnauthenticatedError */
export async function openKey(key: string): Promise<OpenedKey> {
  const now = realNow().getTime();
  const hash = createHash("sha256").update(key).digest("base64");
  const known = believed.get(hash);
  const { workspaceId, apiKeyId, scopes } = known && known.until > now ? known : await verify(key, hash, now);
  const rate = countCall(apiKeyId, CALLS_A_MINUTE, now);
  const [settings] = await withWorkspaceSql({ workspaceId }, (tx) =>
    queryRows<{ offset_ms: number }>(tx, SETTINGS, [workspaceId]),
  );
  const ctx = apiKeyContext({ workspaceId, apiKeyId, scopes, offsetMs: settings?.offset_ms ?? 0 });
  return { ctx, apiKeyId, scopes, rate };
}

const SETTINGS = "select clock_offset_ms::float8 as offset_ms from workspace_setting where workspace_id = $1::text";

async function verify(key: string, hash: string, now: number): Promise<Known> {
  believed.delete(hash);
  const { valid, key: row } = await auth().api.verifyApiKey({ body: { key } });
  if (!valid || !row) throw new UnauthenticatedError("This API key is not known, or was revoked");
  if (believed.size >= REMEMBERED) believed.clear();
  const known = {
    workspaceId: row.referenceId,
    apiKeyId: row.id,
    scopes: readScopes(row.permissions),
    until: now + BELIEVED_MS,
  };
  believed.set(hash, known);
  return known;
}

/** Keys made before there were scopes may do everything a key may. */
export function readScopes(permissions: unknown): readonly KeyScope[] {
  const named: unknown =
    typeof permissions === "object" && permissions !== null ? Reflect.get(permissions, "heed") : null;
  return Array.isArray(named) ? named.filter(isKeyScope) : allKeyScopes;
}
