import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { touchClassSchema } from "@/core/attention/rule";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { sender } from "@/db/schema/sender";
import { composeMail } from "@/server/mail/compose";
import type { OutgoingMail } from "@/server/mail/port";
import type { ServiceContext } from "@/server/services/context";
import { NotFoundError } from "@/server/services/errors";
import { type Frozen, freezeTouches } from "@/server/services/touches/freeze";

/** A mail as somebody has it written, for one person's values. */
export const wordingInput = z.object({
  /** Whose values are merged. */
  contactId: z.string().min(1, "Choose whose values to show"),
  senderId: z.string().min(1, "Choose who sends it"),
  class: touchClassSchema,
  /** Whose brand it carries; null: the workspace's. */
  teamId: z.string().nullable().default(null),
  subject: z.string().trim().min(1, "Add a subject line").max(300),
  preview: z.string().max(300),
  body: z.string().trim().min(1, "Write the mail").max(200_000),
});
export type Wording = z.output<typeof wordingInput>;

/** @throws NotFoundError */
export async function findSender(tx: Tx, workspaceId: string, id: string) {
  const [found] = await tx
    .select()
    .from(sender)
    .where(and(eq(sender.workspaceId, workspaceId), eq(sender.id, id)));
  if (!found) throw new NotFoundError("sender");
  return found;
}

/** Merges a wording as the mail of a touch is, without being one. Gives the reason in words where it cannot be written. */
export async function freezeWording(
  tx: Tx,
  { workspaceId }: ServiceContext,
  wording: Wording,
): Promise<Frozen | { failure: string }> {
  const { contactId, senderId, teamId, subject, preview, body } = wording;
  const touchId = newId("touch");
  const request = { from: "content", subject, preview, body, data: {}, threadKey: null } as const;
  const touch = {
    touchId,
    contactId,
    addressOf: contactId,
    senderId,
    teamId,
    byHand: false,
    request,
    enrollmentId: null,
  };
  const frozen = (await freezeTouches(tx, workspaceId, [touch])).get(touchId);
  return frozen ?? { failure: "It cannot be written" };
}

/** The message of a wording by the very path a sent one takes. `tracked` as it would be sent; a look at it must measure nothing. */
export function composeWording(
  { workspaceId, now }: ServiceContext,
  wording: Wording,
  frozen: Frozen,
  how: { readonly to: string; readonly tracked: boolean; readonly subject?: string },
): OutgoingMail {
  const { fromName, fromAddress, ...letterhead } = frozen.letterhead;
  return composeMail(
    { ...frozen.merged, subject: how.subject ?? frozen.merged.subject },
    {
      touchId: frozen.touchId,
      workspaceId,
      class: wording.class,
      from: { name: fromName, address: fromAddress },
      ...letterhead,
      plusAddressing: false,
      to: how.to,
      code: frozen.code,
      messageId: frozen.messageId,
      thread: null,
      trackOpens: how.tracked && frozen.tracking.opens,
      trackClicks: how.tracked && frozen.tracking.clicks,
      trackingHost: frozen.tracking.host,
      date: now(),
    },
  );
}
