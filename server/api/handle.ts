import "server-only";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createContext, WORKSPACE_HEADER } from "@/server/api/context";
import { readBody } from "@/server/api/read-body";
import { appRouter } from "@/server/api/root";
import { logger } from "@/server/log";
import { ServiceError } from "@/server/services/errors";

const log = logger("api");

/** A CSV of the largest size (server/services/imports), written as JSON. */
const MOST_BYTES = 64_000_000;

/**
 * tRPC over HTTP. A call from another site's page is refused before anything is read, and one that says more than any of ours
 * before all of it is.
 */
export async function handleTrpc(request: Request): Promise<Response> {
  if (isForeign(request)) return new Response("Calls from other sites are not taken", { status: 403 });
  const call = await bounded(request);
  if (call === null) return new Response("Too much", { status: 413 });
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    allowMethodOverride: true,
    req: call,
    router: appRouter,
    createContext: ({ resHeaders }) =>
      createContext({
        headers: request.headers,
        workspace: request.headers.get(WORKSPACE_HEADER),
        setCookie: (cookie) => resHeaders.append("set-cookie", cookie),
      }),
    onError: ({ error, path }) => {
      if (error.cause instanceof ServiceError || error.code !== "INTERNAL_SERVER_ERROR") return;
      log.error({ err: error.cause ?? error, path }, "a procedure failed");
    },
  });
}

/** The call, null when it says too much. Browsers count what they send; what a proxy passes on uncounted is counted here. */
async function bounded(request: Request): Promise<Request | null> {
  const bytes = request.headers.get("content-length");
  if (bytes !== null) return Number(bytes) <= MOST_BYTES ? request : null;
  if (request.body === null) return request;
  const body = await readBody(request, MOST_BYTES);
  return body === null ? null : new Request(request, { body });
}

/** Browsers name the page a call comes from; programs do not, and carry no cookies of ours either. */
function isForeign(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (origin === null || request.method === "GET") return false;
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
