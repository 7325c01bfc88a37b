import "server-only";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { accountRouter } from "@/server/api/routers/account";
import { invitationsRouter } from "@/server/api/routers/invitations";
import { membersRouter } from "@/server/api/routers/members";
import { settingsRouter } from "@/server/api/routers/settings";
import { teamsRouter } from "@/server/api/routers/teams";
import { workspaceRouter } from "@/server/api/routers/workspace";
import { workspacesRouter } from "@/server/api/routers/workspaces";
import { createCallerFactory, router } from "@/server/api/trpc";

/** Every procedure of the app. A new one needs an input in inputs.test-data.ts: leaving it out is a type error. */
export const appRouter = router({
  account: accountRouter,
  invitations: invitationsRouter,
  members: membersRouter,
  settings: settingsRouter,
  teams: teamsRouter,
  workspace: workspaceRouter,
  workspaces: workspacesRouter,
});

export type AppRouter = typeof appRouter;
export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;

export const createCaller = createCallerFactory(appRouter);
