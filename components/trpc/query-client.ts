import { defaultShouldDehydrateQuery, QueryClient } from "@tanstack/react-query";
import { isTRPCClientError } from "@trpc/client";
import superjson from "superjson";

const STALE_MS = 15_000;
const RETRIES = 2;

/** A query client as browser and server use it. The live feed tells when something changed, so nothing is polled. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_MS,
        retry: (failures, error) => failures < RETRIES && !isCallersFault(error),
      },
      // Without a connection a press fails and says so. Left to the library it would wait, and be done unasked hours later.
      mutations: { networkMode: "always" },
      dehydrate: {
        serializeData: superjson.serialize,
        shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === "pending",
      },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
}

/** Asking again would change nothing: signed out, not allowed, not there, malformed. */
function isCallersFault(error: unknown): boolean {
  if (!isTRPCClientError(error)) return false;
  const data: unknown = error.data;
  const status = typeof data === "object" && data !== null && "httpStatus" in data ? data.httpStatus : undefined;
  return typeof status === "number" && status >= 400 && status < 500;
}
