import { router, workspaceProcedure } from "@/server/api/trpc";
import { getToday } from "@/server/services/today/get";

export const todayRouter = router({
  get: workspaceProcedure.query(({ ctx }) => getToday({ ctx: ctx.service })),
});
