import { right, router, workspaceProcedure } from "@/server/api/trpc";
import {
  archiveSegment,
  createSegment,
  createSegmentInput,
  getSegment,
  listSegments,
  previewSegment,
  previewSegmentInput,
  segmentIdInput,
  updateSegment,
  updateSegmentInput,
} from "@/server/services/segments/manage";
import { segmentNewcomers, segmentNewcomersInput } from "@/server/services/segments/newcomers";

const write = right("segments.write");

export const segmentsRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listSegments({ ctx: ctx.service })),
  get: workspaceProcedure.input(segmentIdInput).query(({ ctx, input }) => getSegment({ ctx: ctx.service, input })),
  preview: workspaceProcedure
    .input(previewSegmentInput)
    .query(({ ctx, input }) => previewSegment({ ctx: ctx.service, input })),
  newcomers: workspaceProcedure
    .input(segmentNewcomersInput)
    .query(({ ctx, input }) => segmentNewcomers({ ctx: ctx.service, input })),
  create: write.input(createSegmentInput).mutation(({ ctx, input }) => createSegment({ ctx: ctx.service, input })),
  update: write.input(updateSegmentInput).mutation(({ ctx, input }) => updateSegment({ ctx: ctx.service, input })),
  archive: write.input(segmentIdInput).mutation(({ ctx, input }) => archiveSegment({ ctx: ctx.service, input })),
});
