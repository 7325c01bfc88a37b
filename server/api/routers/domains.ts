import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { listDomains } from "@/server/services/domains/list";
import { checkRecords } from "@/server/services/domains/records";
import { domainIdInput, saveDomainInput, savePhoneInput } from "@/server/services/domains/schemas";
import { removeDomain, removePhone, saveDomain, savePhone } from "@/server/services/domains/write";

const writing = right("domains.write");

export const domainsRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listDomains({ ctx: ctx.service })),
  save: writing.input(saveDomainInput).mutation(({ ctx, input }) => saveDomain({ ctx: ctx.service, input })),
  remove: writing.input(domainIdInput).mutation(({ ctx, input }) => removeDomain({ ctx: ctx.service, input })),
  check: writing.input(domainIdInput).mutation(({ ctx, input }) => checkRecords({ ctx: ctx.service, input })),
  savePhone: writing.input(savePhoneInput).mutation(({ ctx, input }) => savePhone({ ctx: ctx.service, input })),
  removePhone: writing.input(domainIdInput).mutation(({ ctx, input }) => removePhone({ ctx: ctx.service, input })),
});
