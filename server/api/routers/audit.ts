import { right, router } from "@/server/api/trpc";
import { exportAudit, exportAuditInput, listAudit, listAuditInput } from "@/server/services/audit/list";

const reading = right("audit.read");

export const auditRouter = router({
  list: reading.input(listAuditInput).query(({ ctx, input }) => listAudit({ ctx: ctx.service, input })),
  export: reading.input(exportAuditInput).query(({ ctx, input }) => exportAudit({ ctx: ctx.service, input })),
});
