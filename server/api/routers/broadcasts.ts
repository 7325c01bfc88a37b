import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { previewAudience, resolveList } from "@/server/services/broadcasts/audience";
import { validateBroadcast } from "@/server/services/broadcasts/check";
import {
  createBroadcast,
  deleteBroadcast,
  duplicateBroadcast,
  saveBroadcast,
} from "@/server/services/broadcasts/drafts";
import { getBroadcast, listBroadcasts } from "@/server/services/broadcasts/list";
import {
  broadcastIdInput,
  createBroadcastInput,
  listBroadcastsInput,
  previewAudienceInput,
  resolveListInput,
  saveBroadcastInput,
  startBroadcastInput,
  steerBroadcastInput,
} from "@/server/services/broadcasts/schemas";
import { startBroadcast, unscheduleBroadcast } from "@/server/services/broadcasts/start";
import { cancelBroadcast, pauseBroadcast, resumeBroadcast } from "@/server/services/broadcasts/steer";

const write = right("sequences.write");
const publish = right("publish");

export const broadcastsRouter = router({
  list: workspaceProcedure
    .input(listBroadcastsInput)
    .query(({ ctx, input }) => listBroadcasts({ ctx: ctx.service, input })),
  get: workspaceProcedure.input(broadcastIdInput).query(({ ctx, input }) => getBroadcast({ ctx: ctx.service, input })),
  validate: workspaceProcedure
    .input(broadcastIdInput)
    .query(({ ctx, input }) => validateBroadcast({ ctx: ctx.service, input })),
  previewAudience: workspaceProcedure
    .input(previewAudienceInput)
    .query(({ ctx, input }) => previewAudience({ ctx: ctx.service, input })),
  // Reads only, but a list is too long for an address.
  resolveList: write.input(resolveListInput).mutation(({ ctx, input }) => resolveList({ ctx: ctx.service, input })),
  create: write.input(createBroadcastInput).mutation(({ ctx, input }) => createBroadcast({ ctx: ctx.service, input })),
  save: write.input(saveBroadcastInput).mutation(({ ctx, input }) => saveBroadcast({ ctx: ctx.service, input })),
  duplicate: write
    .input(broadcastIdInput)
    .mutation(({ ctx, input }) => duplicateBroadcast({ ctx: ctx.service, input })),
  remove: write.input(broadcastIdInput).mutation(({ ctx, input }) => deleteBroadcast({ ctx: ctx.service, input })),
  start: publish.input(startBroadcastInput).mutation(({ ctx, input }) => startBroadcast({ ctx: ctx.service, input })),
  unschedule: publish
    .input(broadcastIdInput)
    .mutation(({ ctx, input }) => unscheduleBroadcast({ ctx: ctx.service, input })),
  pause: publish.input(steerBroadcastInput).mutation(({ ctx, input }) => pauseBroadcast({ ctx: ctx.service, input })),
  resume: publish.input(broadcastIdInput).mutation(({ ctx, input }) => resumeBroadcast({ ctx: ctx.service, input })),
  cancel: publish.input(steerBroadcastInput).mutation(({ ctx, input }) => cancelBroadcast({ ctx: ctx.service, input })),
});
