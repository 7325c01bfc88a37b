import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { getCompany } from "@/server/services/companies/get";
import { listCompanies } from "@/server/services/companies/list";
import { renameCompany } from "@/server/services/companies/rename";
import { companyIdInput, listCompaniesInput, renameCompanyInput } from "@/server/services/companies/schemas";

export const companiesRouter = router({
  list: workspaceProcedure
    .input(listCompaniesInput)
    .query(({ ctx, input }) => listCompanies({ ctx: ctx.service, input })),
  get: workspaceProcedure.input(companyIdInput).query(({ ctx, input }) => getCompany({ ctx: ctx.service, input })),
  rename: right("contacts.write")
    .input(renameCompanyInput)
    .mutation(({ ctx, input }) => renameCompany({ ctx: ctx.service, input })),
});
