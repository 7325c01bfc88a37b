import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { listChecks, removeCheck, saveCheck } from "@/server/services/trials/checks";
import { forecastSequence } from "@/server/services/trials/forecast";
import { getTrialPerson } from "@/server/services/trials/person";
import {
  checksInput,
  forecastInput,
  removeCheckInput,
  saveCheckInput,
  trialPersonInput,
} from "@/server/services/trials/schemas";

const read = workspaceProcedure;
const write = right("sequences.write");

export const trialsRouter = router({
  person: read.input(trialPersonInput).query(({ ctx, input }) => getTrialPerson({ ctx: ctx.service, input })),
  // sends the graph on the screen along: too long for an address
  forecast: read.input(forecastInput).mutation(({ ctx, input }) => forecastSequence({ ctx: ctx.service, input })),
  checks: read.input(checksInput).query(({ ctx, input }) => listChecks({ ctx: ctx.service, input })),
  saveCheck: write.input(saveCheckInput).mutation(({ ctx, input }) => saveCheck({ ctx: ctx.service, input })),
  removeCheck: write.input(removeCheckInput).mutation(({ ctx, input }) => removeCheck({ ctx: ctx.service, input })),
});
