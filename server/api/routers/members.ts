import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { changeRole, removeMember } from "@/server/services/members/change-role";
import { cancelInvitation, inviteMember } from "@/server/services/members/invite";
import { listMembers } from "@/server/services/members/list";
import { changeRoleInput, invitationIdInput, inviteInput, memberIdInput } from "@/server/services/members/schemas";

const write = right("members.write");

export const membersRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listMembers({ ctx: ctx.service })),
  invite: write.input(inviteInput).mutation(({ ctx, input }) => inviteMember({ ctx: ctx.service, input })),
  cancelInvitation: write
    .input(invitationIdInput)
    .mutation(({ ctx, input }) => cancelInvitation({ ctx: ctx.service, input })),
  changeRole: write.input(changeRoleInput).mutation(({ ctx, input }) => changeRole({ ctx: ctx.service, input })),
  remove: write.input(memberIdInput).mutation(({ ctx, input }) => removeMember({ ctx: ctx.service, input })),
});
