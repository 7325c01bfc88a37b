import { createHash } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { keyScopes } from "@/core/key-scopes";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { sendProblem } from "@/server/api/public/problem";
import type { PublicEnv } from "@/server/api/public/route-parts";
import { ForbiddenError, InvalidError, TooManyError, UnauthenticatedError } from "@/server/services/errors";
import { openKey } from "@/server/services/keys/open";

/** The key of a call: `Authorization: Bearer heed_…`, or Basic with the key as user name (Segment's write key). */
export function readKey(header: string | undefined): string {
  const [scheme = "", value = ""] = (header ?? "").split(" ");
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() !== "basic") return "";
  return Buffer.from(value, "base64").toString("utf8").split(":")[0] ?? "";
}

/** Lets the holder of a key in and counts the call; every answer says how many are left (draft-ietf-httpapi-ratelimit-headers). */
export async function letIn(c: Context<PublicEnv>, key: string): Promise<void> {
  if (key === "") throw new UnauthenticatedError("Send your API key: Authorization: Bearer heed_…");
  const { ctx, apiKeyId, scopes, rate } = await openKey(key);
  c.set("service", ctx);
  c.set("apiKeyId", apiKeyId);
  c.set("scopes", scopes);
  c.header("ratelimit-limit", String(rate.limit));
  c.header("ratelimit-remaining", String(rate.remaining));
  c.header("ratelimit-reset", String(rate.resetSeconds));
  c.header("ratelimit-policy", `${rate.limit};w=${rate.windowSeconds}`);
  if (!rate.ok) throw new TooManyError("Too many calls with this key", rate.resetSeconds);
}

/** @throws ForbiddenError when the key was made for something else. */
export function needScope(c: Context<PublicEnv>, scope: keyof typeof keyScopes): void {
  if (c.var.scopes.includes(scope)) return;
  throw new ForbiddenError(`This key was not made for this: it lacks the scope ${scope} (${keyScopes[scope].says})`);
}

const JSON_TYPE = /^application\/([\w.-]+\+)?json\s*(;|$)/i;

/** Refuses a body that does not say it is JSON (RFC 9110 §15.5.16): what a client sends by itself, `curl -d` for one. */
export const needJson: MiddlewareHandler<PublicEnv> = async (c, next) => {
  const type = c.req.header("content-type") ?? "";
  if (c.req.raw.body === null || JSON_TYPE.test(type)) return next();
  const said = type === "" ? "no content-type" : type;
  return sendProblem(c, 415, "Not JSON", `Send JSON with content-type: application/json; this came with ${said}`, []);
};

const LONGEST_KEY = 255;
/** A first call that has not answered for so long has died. */
const UNDER_WAY = "2 minutes";

interface Known {
  fingerprint: string;
  status: number | null;
  body: string | null;
}

/**
 * `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): the first call does it and what it answered is kept for a
 * day; the same call again gets that answer and does nothing. What was refused did nothing, and is not kept: the call may be
 * made again under its key, mended.
 */
export const idempotent: MiddlewareHandler<PublicEnv> = async (c, next) => {
  const key = c.req.header("idempotency-key");
  if (key === undefined || c.req.method === "GET" || c.req.method === "HEAD") return next();
  if (key === "" || key.length > LONGEST_KEY) {
    throw InvalidError.at("Idempotency-Key", `1 to ${LONGEST_KEY} characters`);
  }
  const body = await c.req.text();
  const fingerprint = createHash("sha256").update(`${c.req.method} ${c.req.path}\n${body}`).digest("base64url");
  const of = { ctx: c.var.service, apiKeyId: c.var.apiKeyId, key, fingerprint };
  const known = await claim(of);
  if (known) return answerKnown(c, known, fingerprint);
  await next();
  const { status } = c.res;
  if (status >= 400) return release(of);
  await keep(of, status, await c.res.clone().text());
};

type Of = { ctx: PublicEnv["Variables"]["service"]; apiKeyId: string; key: string; fingerprint: string };

function answerKnown(c: Context<PublicEnv>, known: Known, fingerprint: string): Response {
  if (known.fingerprint !== fingerprint) {
    return sendProblem(c, 422, "Idempotency-Key was used", "This Idempotency-Key was sent with another call", [
      { path: "Idempotency-Key", message: "Sent before with another method, path or body" },
    ]);
  }
  if (known.status === null) {
    c.header("retry-after", "2");
    return sendProblem(c, 409, "Under way", "The first call with this Idempotency-Key has not answered yet", []);
  }
  c.header("idempotency-replayed", "true");
  return new Response(known.body, {
    status: known.status,
    headers: { ...Object.fromEntries(c.res.headers), "content-type": "application/json" },
  });
}

/** Null: ours to do. A call that died is done anew by whoever asks next. */
async function claim({ ctx, apiKeyId, key, fingerprint }: Of): Promise<Known | null> {
  return withWorkspace(ctx, async (tx) => {
    const id = newId("idempotency");
    const mine = await queryRows(tx, CLAIM, [id, ctx.workspaceId, apiKeyId, key, fingerprint]);
    if (mine.length > 0) return null;
    const [known] = await queryRows<Known>(tx, FIND, [ctx.workspaceId, apiKeyId, key]);
    return known ?? null;
  });
}

async function keep({ ctx, apiKeyId, key }: Of, status: number, body: string): Promise<void> {
  await withWorkspace(ctx, (tx) => queryRows(tx, KEEP, [ctx.workspaceId, apiKeyId, key, status, body]));
}

async function release({ ctx, apiKeyId, key }: Of): Promise<void> {
  await withWorkspace(ctx, (tx) => queryRows(tx, RELEASE, [ctx.workspaceId, apiKeyId, key]));
}

const CLAIM = `
insert into idempotency_key (id, workspace_id, api_key_id, key, fingerprint) values ($1, $2, $3, $4, $5)
on conflict (workspace_id, api_key_id, key) do update set created_at = now(), fingerprint = excluded.fingerprint
  where idempotency_key.status is null and idempotency_key.created_at < now() - interval '${UNDER_WAY}'
    and idempotency_key.fingerprint = excluded.fingerprint
returning id`;

const FIND = `
select fingerprint, status, body from idempotency_key where workspace_id = $1 and api_key_id = $2 and key = $3`;

const KEEP = `
update idempotency_key set status = $4::int, body = $5 where workspace_id = $1 and api_key_id = $2 and key = $3`;

const RELEASE = `
delete from idempotency_key where workspace_id = $1 and api_key_id = $2 and key = $3 and status is null`;
