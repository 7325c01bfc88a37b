import "@/core/zod-words";
import type { Lookup } from "@/core/node-type";
import { checkSettings, type SequenceSettings, sequenceSettingsSchema } from "@/core/sequence-settings";

/** Settings as somebody types them: a number may be missing, hours may be half set. */
export type TypedSettings = Omit<SequenceSettings, "priority" | "maxRounds"> & {
  readonly priority: number | null;
  readonly maxRounds: number | null;
};

export const toTyped = (settings: SequenceSettings): TypedSettings => settings;

/** What was typed as settings, or what is wrong by the path of its field. */
export function readTyped(
  typed: TypedSettings,
  has: Lookup["has"],
): { settings: SequenceSettings | null; errors: Record<string, string> } {
  const read = sequenceSettingsSchema.safeParse(typed);
  if (!read.success) {
    const missing = { priority: "Give a number from 0 to 100", maxRounds: "Give a number of rounds" };
    const errors: Record<string, string> = {};
    for (const { path, message } of read.error.issues) errors[path.join(".")] ??= message;
    if (typed.priority === null) errors.priority = missing.priority;
    if (typed.maxRounds === null) errors.maxRounds = missing.maxRounds;
    return { settings: null, errors };
  }
  const problems = checkSettings(read.data, has);
  const errors = Object.fromEntries(problems.map(({ path, message }) => [path, message]));
  return { settings: problems.length === 0 ? read.data : null, errors };
}
