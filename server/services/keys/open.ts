import { createHash } from "node:crypto";
import { allKeyScopes, isKeyScope, type KeyScope } from "@/core/key-scopes";
import { withWorkspaceSql } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { auth } from "@/server/auth";
import { realNow } from "@/server/clock";
import { apiKeyContext, type ServiceContext } from "@/server/services/context";
import { UnauthenticatedError } from "@/server/services/errors";

/** A key that was checked is believed for so long: revoking it takes effect within that. */
const BELIEVED_MS = 5_000;
const WINDOW_SECONDS = 60;
const CALLS_PER_WINDOW = 6_000;
const REMEMBERED = 5_000;

interface Known {
  readonly workspaceId: string;
  readonly apiKeyId: string;
  readonly scopes: readonly KeyScope[];
  readonly until: number;
}

/** How many calls a key has left. */
export interface Rate {
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  readonly resetSeconds: number;
  /** false: this call is one too many. */
  readonly ok: boolean;
}

export interface OpenedKey {
  readonly ctx: ServiceContext;
  readonly apiKeyId: string;
  readonly scopes: readonly KeyScope[];
  readonly rate: Rate;
}

const believed = new Map<string, Known>();
const calls = new Map<string, { from: number; count: number }>();

/** What the holder of an API key may do, and how many calls it has left (6,000 a minute). @throws UnauthenticatedError */
export async function openKey(key: string): Promise<OpenedKey> {
  const now = realNow().getTime();
  const hash = createHash("sha256").update(key).digest("base64");
  const known = believed.get(hash);
  const { workspaceId, apiKeyId, scopes } = known && known.until > now ? known : await verify(key, hash, now);
  const rate = countCall(apiKeyId, now);
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

function countCall(apiKeyId: string, now: number): Rate {
  const windowMs = WINDOW_SECONDS * 1_000;
  let window = calls.get(apiKeyId);
  if (!window || window.from + windowMs <= now) {
    if (calls.size >= REMEMBERED) calls.clear();
    window = { from: now, count: 0 };
    calls.set(apiKeyId, window);
  }
  window.count += 1;
  return {
    limit: CALLS_PER_WINDOW,
    windowSeconds: WINDOW_SECONDS,
    remaining: Math.max(0, CALLS_PER_WINDOW - window.count),
    resetSeconds: Math.max(1, Math.ceil((window.from + windowMs - now) / 1_000)),
    ok: window.count <= CALLS_PER_WINDOW,
  };
}
