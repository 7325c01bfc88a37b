import { right, router } from "@/server/api/trpc";
import { listAudit, listAuditInput } from "@/server/services/audit/list";

export const auditRouter = router({
  list: right("audit.read")
    .input(listAuditInput)
    .query(({ ctx, input }) => listAudit({ ctx: ctx.service, input })),
});
