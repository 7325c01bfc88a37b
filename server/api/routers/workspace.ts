import { router, workspaceProcedure } from "@/server/api/trpc";
import { describeWorkspace } from "@/server/services/workspaces/describe";
import { readNames } from "@/server/services/workspaces/names";

export const workspaceRouter = router({
  get: workspaceProcedure.query(({ ctx }) => describeWorkspace({ opened: ctx.workspace, member: ctx.member })),
  names: workspaceProcedure.query(({ ctx }) => readNames({ ctx: ctx.service })),
});
