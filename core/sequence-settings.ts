import { z } from "zod";
import { hoursLayerSchema } from "@/core/schedule-hours";

/** What holds for the whole sequence and not for one step. Frozen with each version. */
export const sequenceSettingsSchema = z.object({
  /** Member who gets tasks and notes for people without an owner; null: the workspace's owner. */
  ownerMemberId: z.string().nullable().default(null),
  /** Preset for new email steps. */
  defaultSenderId: z.string().nullable().default(null),
  defaultTopicId: z.string().nullable().default(null),
  /** Sending hours of this sequence; null: those of the workspace. */
  hours: hoursLayerSchema.nullable().default(null),
  /** Preset for new email steps, 0 to 100, higher goes first. */
  priority: z.int().min(0).max(100).default(50),
  /** Rounds of a loop before its target leaves by `done`. */
  maxRounds: z.int().min(1).max(1_000).default(20),
});

export type SequenceSettings = z.infer<typeof sequenceSettingsSchema>;

export const defaultSequenceSettings: SequenceSettings = sequenceSettingsSchema.parse({});
