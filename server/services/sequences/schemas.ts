import { z } from "zod";
import { pauseClocks } from "@/core/enrollment";
import type { Graph } from "@/core/graph";
import { graphSchema } from "@/core/graph-schema";
import { sequenceSettingsSchema } from "@/core/sequence-settings";
import { pageInput } from "@/server/services/page";
import { peopleChoiceSchema } from "@/server/services/version-moves/schemas";

const name = z.string().trim().min(1, "Give the sequence a name").max(120);
const id = z.string().min(1);

/** Read-only both ways: the canvas hands its graph over as it is. */
const graphInput: z.ZodType<Graph, Graph> = graphSchema;

export const sequenceStates = ["draft", "live", "paused", "archived"] as const;

export const listSequencesInput = pageInput.extend({
  /** Left out: all but the archived ones. */
  state: z.enum(sequenceStates).optional(),
  teamId: z.string().optional(),
  search: z.string().trim().max(120).default(""),
});
export const createSequenceInput = z.object({
  name: name.default("Untitled sequence"),
  teamId: z.string().nullable().default(null),
  /** A template's graph; left out: nothing but the entry. */
  graph: graphInput.optional(),
});
export const sequenceIdInput = z.object({ id });
export const renameSequenceInput = z.object({ id, name });
export const setSequenceTeamInput = z.object({ id, teamId: z.string().nullable() });
export const duplicateSequenceInput = z.object({ id, name: name.optional() });
export const saveDraftInput = z.object({
  id,
  /** The revision the edit was made on. */
  revision: z.int().min(1),
  graph: graphInput,
});
export const saveSettingsInput = z.object({
  id,
  /** What was read before the change: others may have set other fields since. */
  base: sequenceSettingsSchema,
  settings: sequenceSettingsSchema,
});
export const restoreVersionInput = z.object({ id, versionId: id });
export const publishInput = z.object({
  id,
  revision: z.int().min(1),
  note: z.string().trim().max(500).default(""),
  /** Left out: they stay, unless a step they stand on is gone; then somebody must say. */
  people: peopleChoiceSchema.optional(),
});
export const pauseSequenceInput = z.object({
  id,
  /** Whether delays and waits go on meanwhile; nothing is sent either way. */
  clock: z.enum(pauseClocks).default("stands"),
  reason: z.string().trim().max(300).default(""),
});
export const versionIdInput = z.object({ versionId: id });
/** Since when what happened is counted, in the workspace's days; who is where is always now. */
export const countRanges = ["all", "today", "7d", "30d"] as const;
export const countsInput = z.object({
  id,
  versionId: z.string().optional(),
  range: z.enum(countRanges).default("all"),
});
export const peopleInput = pageInput.extend({
  id,
  versionId: z.string().optional(),
  nodeId: z.string().optional(),
  status: z.enum(["active", "finished"]).optional(),
  /** Among those: only whose touch of this step stands so. */
  touch: z.enum(["waiting", "held", "accepted", "skipped", "failed", "unknown"]).optional(),
  /** Everybody who ever came to the step, not only who stands there. */
  came: z.boolean().default(false),
  /** Only who left the step by this outlet. */
  outlet: z.string().max(64).optional(),
  /** Only whose mail is held for this reason: id of the rule, or kind of reason. */
  heldBy: z.string().max(64).optional(),
  /** Only who has done this since they entered; all but buying: with a mail of the step, where one is given. */
  did: z.enum(["opened", "clicked", "replied", "bought"]).optional(),
  range: z.enum(countRanges).default("all"),
  search: z.string().trim().max(120).default(""),
});
