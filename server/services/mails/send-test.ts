import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { touchClassSchema } from "@/core/attention/rule";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { user } from "@/db/schema/auth";
import { sender } from "@/db/schema/sender";
import { composeMail } from "@/server/mail/compose";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { ConflictError, ForbiddenError, InvalidError, NotFoundError, parseInput } from "@/server/services/errors";
import { freezeTouches } from "@/server/services/touches/freeze";
import { transportOf } from "@/server/services/touches/open-transports";
import type { TransportOf } from "@/server/services/touches/send-parcel";

export const sendTestInput = z.object({
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

/**
 * Sends a wording to the member who asks, through the sender it will leave from, as one person would get it. It is no
 * touch: it counts nowhere, is not tracked, and its links to leave do nothing.
 * @throws InvalidError when it would leave a blank, ConflictError with the provider's words when it was not taken
 */
export async function sendTest(
  args: VerbArgs<typeof sendTestInput> & { through?: TransportOf },
): Promise<{ sentTo: string; bytes: number }> {
  const { ctx, through = transportOf } = args;
  need(ctx, "sequences.write");
  const input = parseInput(sendTestInput, args.input);
  const mail = await writeTest(ctx, input);
  const transport = await through(input.senderId);
  const handOver = await transport.send(mail, { idempotencyKey: `test/${mail.touchId}` });
  if (handOver.outcome !== "accepted") throw new ConflictError(`It was not taken: ${handOver.answer}`);
  return { sentTo: mail.to, bytes: Buffer.byteLength(mail.html) };
}

async function writeTest(ctx: ServiceContext, input: z.output<typeof sendTestInput>) {
  const { workspaceId } = ctx;
  const memberId = memberIdOf(ctx);
  if (memberId === null) throw new ForbiddenError("A test goes to the member who asks for it");
  return withWorkspace(ctx, async (tx) => {
    const [from] = await tx
      .select()
      .from(sender)
      .where(and(eq(sender.workspaceId, workspaceId), eq(sender.id, input.senderId)));
    if (!from || from.archivedAt !== null) throw new NotFoundError("sender");
    if (from.memberId !== null && from.memberId !== memberId) need(ctx, "sender.of-others");
    const [me] = await tx.select({ email: user.email }).from(user).where(eq(user.id, memberId));
    if (!me) throw new NotFoundError("member");
    const touchId = newId("touch");
    const request = {
      from: "content",
      subject: input.subject,
      preview: input.preview,
      body: input.body,
      data: {},
      threadKey: null,
    } as const;
    const frozen = (
      await freezeTouches(tx, workspaceId, [
        {
          touchId,
          contactId: input.contactId,
          senderId: input.senderId,
          teamId: input.teamId,
          byHand: false,
          request,
          enrollmentId: null,
        },
      ])
    ).get(touchId);
    if (!frozen || "failure" in frozen) throw InvalidError.at("body", frozen?.failure ?? "It cannot be written");
    const { fromName, fromAddress, ...letterhead } = frozen.letterhead;
    return composeMail(
      { ...frozen.merged, subject: `[Test] ${frozen.merged.subject}` },
      {
        touchId,
        workspaceId,
        class: input.class,
        from: { name: fromName, address: fromAddress },
        ...letterhead,
        plusAddressing: false,
        to: me.email,
        code: frozen.code,
        messageId: frozen.messageId,
        thread: null,
        trackOpens: false,
        trackClicks: false,
        date: ctx.now(),
      },
    );
  });
}
