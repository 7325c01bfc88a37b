import { memberProcedure, publicProcedure, router } from "@/server/api/trpc";
import { acceptInvitation, getInvitation } from "@/server/services/invitations/answer";
import { invitationIdInput } from "@/server/services/members/schemas";

export const invitationsRouter = router({
  get: publicProcedure.input(invitationIdInput).query(({ input }) => getInvitation({ input })),
  accept: memberProcedure
    .input(invitationIdInput)
    .mutation(({ ctx, input }) => acceptInvitation({ ctx: ctx.account, input })),
});
