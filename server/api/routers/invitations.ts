import { memberProcedure, publicProcedure, router } from "@/server/api/trpc";
import { acceptInvitation, getInvitation, getOpenInvitation } from "@/server/services/invitations/answer";
import { invitationIdInput } from "@/server/services/members/schemas";

export const invitationsRouter = router({
  get: publicProcedure.input(invitationIdInput).query(({ input }) => getInvitation({ input })),
  open: memberProcedure.query(({ ctx }) => getOpenInvitation({ member: ctx.member })),
  accept: memberProcedure
    .input(invitationIdInput)
    .mutation(({ ctx, input }) => acceptInvitation({ ctx: ctx.account, input })),
});
