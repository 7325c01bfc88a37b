"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import superjson from "superjson";
import { LiveUpdates } from "@/components/trpc/live";
import { makeQueryClient } from "@/components/trpc/query-client";
import type { AppRouter } from "@/server/api/root";

const context = createTRPCContext<AppRouter>();

/** `const trpc = useTRPC(); useQuery(trpc.contacts.list.queryOptions({}))` */
export const useTRPC = context.useTRPC;
export const useTRPCClient = context.useTRPCClient;

// server/api/context.ts reads it; a client may not import from there.
const WORKSPACE_HEADER = "x-heed-workspace";

function makeClient(workspace: string | null) {
  return createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: "/api/trpc",
        transformer: superjson,
        headers: () => (workspace === null ? {} : { [WORKSPACE_HEADER]: workspace }),
        methodOverride: "POST", // a condition may be longer than an address, and searches belong in no access log
      }),
    ],
  });
}

/** Gives its children the API of one workspace (or, with null, what needs none) and a cache of their own. */
function Api({ workspace, children }: { workspace: string | null; children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [client] = useState(() => makeClient(workspace));
  return (
    <QueryClientProvider client={queryClient}>
      <context.TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </context.TRPCProvider>
    </QueryClientProvider>
  );
}

/** Around every page of a workspace. Another slug starts with an empty cache: nothing of one workspace shows in another. */
export function WorkspaceApi({ workspace, children }: { workspace: string; children: ReactNode }) {
  return (
    <Api key={workspace} workspace={workspace}>
      <LiveUpdates workspace={workspace} />
      {children}
    </Api>
  );
}

/** Around the pages outside any workspace: sign-in, invitation, choice of workspace. */
export function PublicApi({ children }: { children: ReactNode }) {
  return <Api workspace={null}>{children}</Api>;
}
