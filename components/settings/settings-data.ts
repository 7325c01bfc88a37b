import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/api/root";

/** What the API answers, by router and call. */
export type Outputs = inferRouterOutputs<AppRouter>;
