import { right, router } from "@/server/api/trpc";
import { exportReport, getReport } from "@/server/services/reports/read";
import { reportInput } from "@/server/services/reports/schemas";

export const reportsRouter = router({
  get: right("read")
    .input(reportInput)
    .query(({ ctx, input }) => getReport({ ctx: ctx.service, input })),
  export: right("read")
    .input(reportInput)
    .query(({ ctx, input }) => exportReport({ ctx: ctx.service, input })),
});
