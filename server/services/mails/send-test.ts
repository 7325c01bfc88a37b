import { eq } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { user } from "@/db/schema/auth";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { ConflictError, ForbiddenError, InvalidError, NotFoundError, parseInput } from "@/server/services/errors";
import { composeWording, findSender, freezeWording, type Wording, wordingInput } from "@/server/services/mails/wording";
import { transportOf } from "@/server/services/touches/open-transports";
import type { TransportOf } from "@/server/services/touches/send-parcel";

/**
 * Sends a wording to the member who asks, through the sender it will leave from, as one person would get it. It is no
 * touch: it counts nowhere, is not tracked, and its links to leave do nothing.
 * @throws InvalidError when it would leave a blank, ConflictError with the provider's words when it was not taken
 */
export async function sendTest(
  args: VerbArgs<typeof wordingInput> & { through?: TransportOf },
): Promise<{ sentTo: string; bytes: number }> {
  const { ctx, through = transportOf } = args;
  need(ctx, "sequences.write");
  const input = parseInput(wordingInput, args.input);
  const mail = await writeTest(ctx, input);
  const transport = await through(input.senderId);
  const handOver = await transport.send(mail, { idempotencyKey: `test/${mail.touchId}` });
  if (handOver.outcome !== "accepted") throw new ConflictError(`It was not taken: ${handOver.answer}`);
  return { sentTo: mail.to, bytes: Buffer.byteLength(mail.html) };
}

async function writeTest(ctx: ServiceContext, wording: Wording) {
  const memberId = memberIdOf(ctx);
  if (memberId === null) throw new ForbiddenError("A test goes to the member who asks for it");
  return withWorkspace(ctx, async (tx) => {
    const from = await findSender(tx, ctx.workspaceId, wording.senderId);
    if (from.archivedAt !== null) throw new NotFoundError("sender");
    if (from.memberId !== null && from.memberId !== memberId) need(ctx, "sender.of-others");
    const [me] = await tx.select({ email: user.email }).from(user).where(eq(user.id, memberId));
    if (!me) throw new NotFoundError("member");
    const frozen = await freezeWording(tx, ctx, wording);
    if ("failure" in frozen) throw InvalidError.at("body", frozen.failure);
    return composeWording(ctx, wording, frozen, {
      to: me.email,
      tracked: false,
      subject: `[Test] ${frozen.merged.subject}`,
    });
  });
}
