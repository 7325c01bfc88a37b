import { withWorkspace } from "@/db/client";
import { findContact } from "@/server/services/contacts/internal";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { composeWording, findSender, freezeWording, wordingInput } from "@/server/services/mails/wording";

export type PreviewOutcome =
  | { ok: true; subject: string; html: string; text: string /** of the HTML as it would leave */; bytes: number }
  /** Why it could not be written for this person. */
  | { ok: false; reason: string };

/**
 * The mail as it would be sent to one person: the same merge, footer and look. What is shown carries true links and no
 * pixel, so that looking at it measures nothing; its size is that of the tracked one. Writes nothing.
 * @throws NotFoundError, ForbiddenError, InvalidError
 */
export async function previewWording(args: VerbArgs<typeof wordingInput>): Promise<PreviewOutcome> {
  const { ctx } = args;
  need(ctx, "read");
  const wording = parseInput(wordingInput, args.input);
  const frozen = await withWorkspace(ctx, async (tx) => {
    await findContact(tx, ctx.workspaceId, wording.contactId);
    await findSender(tx, ctx.workspaceId, wording.senderId);
    return freezeWording(tx, ctx, wording);
  });
  if ("failure" in frozen) return { ok: false, reason: frozen.failure };
  const to = frozen.toAddress;
  const { subject, html, text } = composeWording(ctx, wording, frozen, { to, tracked: false });
  const bytes = Buffer.byteLength(composeWording(ctx, wording, frozen, { to, tracked: true }).html);
  return { ok: true, subject, html, text, bytes };
}
