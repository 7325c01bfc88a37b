import { z } from "zod";
import { sameJson } from "@/core/json";
import type { Lookup } from "@/core/node-type";
import { setHoursSchema } from "@/core/schedule-hours";

/** What holds for the whole sequence and not for one step. Frozen with each version. */
export const sequenceSettingsSchema = z.object({
  /** Member who gets tasks and notes for people without an owner; null: the workspace's owner. */
  ownerMemberId: z.string().nullable().default(null),
  /** Preset for new email steps. */
  defaultSenderId: z.string().nullable().default(null),
  defaultTopicId: z.string().nullable().default(null),
  /** Sending hours of this sequence; null: those of the workspace. */
  hours: setHoursSchema.default(null),
  /** Preset for new email steps, 0 to 100, higher goes first. */
  priority: z.int("From 0 to 100").min(0, "From 0 to 100").max(100, "From 0 to 100").default(50),
  /** Rounds of a loop before its target leaves by `done`. */
  maxRounds: z.int("Give whole rounds").min(1, "Give at least 1 round").max(1_000, "At most 1,000 rounds").default(20),
});

export type SequenceSettings = z.infer<typeof sequenceSettingsSchema>;

export const defaultSequenceSettings: SequenceSettings = sequenceSettingsSchema.parse({});

export type SettingName = keyof SequenceSettings;

/** What is wrong with settings that are well-formed, by field: things they name that are gone. */
export function checkSettings(
  settings: SequenceSettings,
  has: Lookup["has"],
): { path: SettingName; message: string }[] {
  const named = [
    { path: "ownerMemberId", kind: "member", message: "Choose somebody else: this member has left" },
    { path: "defaultSenderId", kind: "sender", message: "Choose another sender: this one no longer exists" },
    { path: "defaultTopicId", kind: "topic", message: "Choose another topic: this one no longer exists" },
  ] as const;
  return named.flatMap(({ path, kind, message }) => {
    const id = settings[path];
    return id === null || has === undefined || has(kind, id) ? [] : [{ path, message }];
  });
}

/**
 * Puts together what two people set from the same `base`: each field as whoever changed it left it. `clashes` are the
 * fields both changed, to something else; in `settings` they stand as `mine`.
 */
export function mergeSettings(
  base: SequenceSettings,
  mine: SequenceSettings,
  theirs: SequenceSettings,
): { settings: SequenceSettings; clashes: SettingName[] } {
  const names = Object.keys(sequenceSettingsSchema.shape) as SettingName[]; // the keys of the schema the type is inferred from
  const changed = names.filter((name) => !sameJson(base[name], mine[name]));
  const clashes = changed.filter((name) => !sameJson(base[name], theirs[name]) && !sameJson(mine[name], theirs[name]));
  return { settings: { ...theirs, ...Object.fromEntries(changed.map((name) => [name, mine[name]])) }, clashes };
}
