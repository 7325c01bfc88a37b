import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { contactRefInput } from "@/server/services/contacts/schemas";
import { getInterest } from "@/server/services/preferences/interest";
import {
  getPreferences,
  resetInterest,
  resetInterestInput,
  setFrequency,
  setFrequencyInput,
  setTopicChoice,
  setTopicChoiceInput,
} from "@/server/services/preferences/manage";
import { setTracking, setTrackingInput } from "@/server/services/preferences/tracking";

const write = right("consent.write");

export const preferencesRouter = router({
  setTracking: right("consent.write")
    .input(setTrackingInput)
    .mutation(({ ctx, input }) => setTracking({ ctx: ctx.service, input })),
  get: workspaceProcedure.input(contactRefInput).query(({ ctx, input }) => getPreferences({ ctx: ctx.service, input })),
  interest: workspaceProcedure
    .input(contactRefInput)
    .query(({ ctx, input }) => getInterest({ ctx: ctx.service, input })),
  setFrequency: write.input(setFrequencyInput).mutation(({ ctx, input }) => setFrequency({ ctx: ctx.service, input })),
  setTopic: write.input(setTopicChoiceInput).mutation(({ ctx, input }) => setTopicChoice({ ctx: ctx.service, input })),
  resetInterest: write
    .input(resetInterestInput)
    .mutation(({ ctx, input }) => resetInterest({ ctx: ctx.service, input })),
});
