import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { validateSequence } from "@/server/services/sequences/check";
import { countSequence } from "@/server/services/sequences/counts";
import { createSequence, duplicateSequence } from "@/server/services/sequences/create";
import { discardDraft, getSequence, restoreVersion, saveDraft } from "@/server/services/sequences/draft";
import { findSteps, findStepsInput } from "@/server/services/sequences/find-steps";
import { listSequences } from "@/server/services/sequences/list";
import {
  archiveSequence,
  pauseSequence,
  renameSequence,
  restoreSequence,
  resumeSequence,
  setSequenceTeam,
} from "@/server/services/sequences/manage";
import { listPeople } from "@/server/services/sequences/people";
import { publishSequence } from "@/server/services/sequences/publish";
import { saveSettings } from "@/server/services/sequences/save-settings";
import {
  countsInput,
  createSequenceInput,
  duplicateSequenceInput,
  listSequencesInput,
  pauseSequenceInput,
  peopleInput,
  publishInput,
  renameSequenceInput,
  restoreVersionInput,
  saveDraftInput,
  saveSettingsInput,
  sequenceIdInput,
  setSequenceTeamInput,
  versionIdInput,
} from "@/server/services/sequences/schemas";
import { getVersion, listVersions } from "@/server/services/sequences/versions";
import { listMoves } from "@/server/services/version-moves/list";
import { planPublish } from "@/server/services/version-moves/plan";
import { movesInput, planPublishInput, undoMoveInput } from "@/server/services/version-moves/schemas";
import { undoMove } from "@/server/services/version-moves/undo";

const read = workspaceProcedure;
const write = right("sequences.write");
const publish = right("publish");

export const sequencesRouter = router({
  list: read.input(listSequencesInput).query(({ ctx, input }) => listSequences({ ctx: ctx.service, input })),
  findSteps: read.input(findStepsInput).query(({ ctx, input }) => findSteps({ ctx: ctx.service, input })),
  get: read.input(sequenceIdInput).query(({ ctx, input }) => getSequence({ ctx: ctx.service, input })),
  validate: read.input(sequenceIdInput).query(({ ctx, input }) => validateSequence({ ctx: ctx.service, input })),
  versions: read.input(sequenceIdInput).query(({ ctx, input }) => listVersions({ ctx: ctx.service, input })),
  version: read.input(versionIdInput).query(({ ctx, input }) => getVersion({ ctx: ctx.service, input })),
  counts: read.input(countsInput).query(({ ctx, input }) => countSequence({ ctx: ctx.service, input })),
  people: read.input(peopleInput).query(({ ctx, input }) => listPeople({ ctx: ctx.service, input })),
  create: write.input(createSequenceInput).mutation(({ ctx, input }) => createSequence({ ctx: ctx.service, input })),
  duplicate: write
    .input(duplicateSequenceInput)
    .mutation(({ ctx, input }) => duplicateSequence({ ctx: ctx.service, input })),
  rename: write.input(renameSequenceInput).mutation(({ ctx, input }) => renameSequence({ ctx: ctx.service, input })),
  setTeam: write.input(setSequenceTeamInput).mutation(({ ctx, input }) => setSequenceTeam({ ctx: ctx.service, input })),
  archive: write.input(sequenceIdInput).mutation(({ ctx, input }) => archiveSequence({ ctx: ctx.service, input })),
  restore: write.input(sequenceIdInput).mutation(({ ctx, input }) => restoreSequence({ ctx: ctx.service, input })),
  saveDraft: write.input(saveDraftInput).mutation(({ ctx, input }) => saveDraft({ ctx: ctx.service, input })),
  saveSettings: write.input(saveSettingsInput).mutation(({ ctx, input }) => saveSettings({ ctx: ctx.service, input })),
  discardDraft: write.input(sequenceIdInput).mutation(({ ctx, input }) => discardDraft({ ctx: ctx.service, input })),
  restoreVersion: write
    .input(restoreVersionInput)
    .mutation(({ ctx, input }) => restoreVersion({ ctx: ctx.service, input })),
  publish: publish.input(publishInput).mutation(({ ctx, input }) => publishSequence({ ctx: ctx.service, input })),
  planPublish: read.input(planPublishInput).query(({ ctx, input }) => planPublish({ ctx: ctx.service, input })),
  moves: read.input(movesInput).query(({ ctx, input }) => listMoves({ ctx: ctx.service, input })),
  undoMove: publish.input(undoMoveInput).mutation(({ ctx, input }) => undoMove({ ctx: ctx.service, input })),
  pause: publish.input(pauseSequenceInput).mutation(({ ctx, input }) => pauseSequence({ ctx: ctx.service, input })),
  resume: publish.input(sequenceIdInput).mutation(({ ctx, input }) => resumeSequence({ ctx: ctx.service, input })),
});
