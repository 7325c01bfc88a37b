import { checkSettings, mergeSettings, type SequenceSettings, type SettingName } from "@/core/sequence-settings";
import { withWorkspace } from "@/db/client";
import { writeAudit } from "@/server/services/audit-log";
import { need, type VerbArgs } from "@/server/services/context";
import { InvalidError, parseInput } from "@/server/services/errors";
import { writeDraft } from "@/server/services/sequences/draft";
import { lockSequence, needsLiving } from "@/server/services/sequences/internal";
import { readLookup } from "@/server/services/sequences/lookup";
import { saveSettingsInput } from "@/server/services/sequences/schemas";

export type SettingsOutcome =
  | { ok: true; revision: number; settings: SequenceSettings }
  /** Somebody else set the same fields meanwhile, to something else: what is stored now. */
  | { ok: false; reason: "changed"; clashes: SettingName[]; settings: SequenceSettings };

/**
 * Sets what holds for the whole sequence; the drawing is left as it is. Fields that others set since `base` was read stay.
 * It takes effect with the next publish. @throws NotFoundError, ForbiddenError, ConflictError (archived), InvalidError by field
 */
export async function saveSettings(args: VerbArgs<typeof saveSettingsInput>): Promise<SettingsOutcome> {
  const { ctx } = args;
  need(ctx, "sequences.write");
  const { id, base, settings: mine } = parseInput(saveSettingsInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const row = await lockSequence(tx, ctx, id);
    needsLiving(row);
    const { settings, clashes } = mergeSettings(base, mine, row.settings);
    if (clashes.length > 0) return { ok: false, reason: "changed", clashes, settings: row.settings };
    const problems = checkSettings(settings, (await readLookup(tx, ctx, row.teamId)).has);
    if (problems.length > 0) {
      throw new InvalidError(
        "Some settings need attention",
        problems.map(({ path, message }) => ({ path: `settings.${path}`, message })),
      );
    }
    const revision = await writeDraft(tx, ctx, id, row.draftRevision, row.draft, settings);
    await writeAudit(tx, ctx, { action: "sequence.settings-changed", subjectRef: id });
    return { ok: true, revision, settings };
  });
}
