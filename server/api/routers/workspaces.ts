import { memberProcedure, router } from "@/server/api/trpc";
import { createWorkspace } from "@/server/services/workspaces/create";
import { listWorkspaces } from "@/server/services/workspaces/list";
import { createWorkspaceInput, switchWorkspaceInput } from "@/server/services/workspaces/schemas";
import { switchWorkspace } from "@/server/services/workspaces/switch";

export const workspacesRouter = router({
  list: memberProcedure.query(({ ctx }) => listWorkspaces({ ctx: ctx.member })),
  create: memberProcedure
    .input(createWorkspaceInput)
    .mutation(({ ctx, input }) => createWorkspace({ ctx: ctx.member, input })),
  switch: memberProcedure
    .input(switchWorkspaceInput)
    .mutation(({ ctx, input }) => switchWorkspace({ ctx: ctx.account, input })),
});
