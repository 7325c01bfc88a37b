import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { listTeams } from "@/server/services/teams/list";
import { createTeamInput, setTeamMembersInput, teamIdInput, updateTeamInput } from "@/server/services/teams/schemas";
import { createTeam, pauseTeam, removeTeam, setTeamMembers, updateTeam } from "@/server/services/teams/write";

const write = right("teams.write");
const pause = right("sending.pause");

export const teamsRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listTeams({ ctx: ctx.service })),
  create: write.input(createTeamInput).mutation(({ ctx, input }) => createTeam({ ctx: ctx.service, input })),
  update: write.input(updateTeamInput).mutation(({ ctx, input }) => updateTeam({ ctx: ctx.service, input })),
  setMembers: write
    .input(setTeamMembersInput)
    .mutation(({ ctx, input }) => setTeamMembers({ ctx: ctx.service, input })),
  remove: write.input(teamIdInput).mutation(({ ctx, input }) => removeTeam({ ctx: ctx.service, input })),
  pause: pause.input(teamIdInput).mutation(({ ctx, input }) => pauseTeam({ ctx: ctx.service, input, paused: true })),
  resume: pause.input(teamIdInput).mutation(({ ctx, input }) => pauseTeam({ ctx: ctx.service, input, paused: false })),
});
