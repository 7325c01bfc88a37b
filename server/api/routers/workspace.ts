import { router, workspaceProcedure } from "@/server/api/trpc";
import { describeWorkspace } from "@/server/services/workspaces/describe";

export const workspaceRouter = router({
  get: workspaceProcedure.query(({ ctx }) => describeWorkspace({ opened: ctx.workspace, member: ctx.member })),
});
