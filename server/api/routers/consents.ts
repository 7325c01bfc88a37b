import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { listConsents, recordConsent, recordConsentInput } from "@/server/services/consents/record";
import { contactRefInput } from "@/server/services/contacts/schemas";

export const consentsRouter = router({
  list: workspaceProcedure.input(contactRefInput).query(({ ctx, input }) => listConsents({ ctx: ctx.service, input })),
  record: right("consent.write")
    .input(recordConsentInput)
    .mutation(({ ctx, input }) => recordConsent({ ctx: ctx.service, input })),
});
