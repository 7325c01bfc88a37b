import { router, workspaceProcedure } from "@/server/api/trpc";
import { getJourney, getPath } from "@/server/services/journeys/get";
import { getMail } from "@/server/services/journeys/mail";
import { journeyInput, mailInput, pathInput } from "@/server/services/journeys/schemas";

export const journeysRouter = router({
  get: workspaceProcedure.input(journeyInput).query(({ ctx, input }) => getJourney({ ctx: ctx.service, input })),
  path: workspaceProcedure.input(pathInput).query(({ ctx, input }) => getPath({ ctx: ctx.service, input })),
  mail: workspaceProcedure.input(mailInput).query(({ ctx, input }) => getMail({ ctx: ctx.service, input })),
});
