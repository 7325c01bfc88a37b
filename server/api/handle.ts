import "server-only";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createContext, WORKSPACE_HEADER } from "@/server/api/context";
import { appRouter } from "@/server/api/root";
import { logger } from "@/server/log";
import { ServiceError } from "@/server/services/errors";

const log = logger("api");

/** tRPC over HTTP. A call from another site's page is refused before anything is read. */
export function handleTrpc(request: Request): Promise<Response> | Response {
  if (isForeign(request)) return new Response("Calls from other sites are not taken", { status: 403 });
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    allowMethodOverride: true,
    req: request,
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

/** Browsers name the page a call comes from; programs do not, and carry no cookies of ours either. */
function isForeign(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (origin === null || request.method === "GET") return false;
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
