import { router, workspaceProcedure } from "@/server/api/trpc";
import { companyIdInput, getCompany, listCompanies, listCompaniesInput } from "@/server/services/companies/list";

export const companiesRouter = router({
  list: workspaceProcedure
    .input(listCompaniesInput)
    .query(({ ctx, input }) => listCompanies({ ctx: ctx.service, input })),
  get: workspaceProcedure.input(companyIdInput).query(({ ctx, input }) => getCompany({ ctx: ctx.service, input })),
});
