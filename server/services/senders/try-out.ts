import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { toEmailKey } from "@/core/address";
import { toEpochMs } from "@/core/instant";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { sender } from "@/db/schema/sender";
import { createSandboxTransport } from "@/server/mail/sandbox";
import { realTransports } from "@/server/mail/transport-of-sender";
import { writeAudit } from "@/server/services/audit-log";
import { need, needTeam, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { ConflictError, NotFoundError, parseInput } from "@/server/services/errors";
import { keepSandboxMail } from "@/server/services/sandbox/keep-mail";
import { closeBreaker } from "@/server/services/senders/judge-senders";
import { senderIdInput } from "@/server/services/senders/schemas";

export const testSenderInput = z.object({
  id: z.string().min(1),
  to: z
    .string()
    .trim()
    .refine((text) => toEmailKey(text) !== null, "This is not an e-mail address"),
});

export interface Tried {
  readonly ok: boolean;
  /** The server's own words. */
  readonly answer: string;
}

/**
 * Sends one mail right now through what the sender is set to, and gives the server's own answer: a password that is wrong
 * shows before a sequence waits for it. It is a mail of ours to a colleague, in no ledger. @throws NotFoundError, ForbiddenError
 */
export async function testSender(args: VerbArgs<typeof testSenderInput>): Promise<Tried> {
  const { ctx } = args;
  need(ctx, "sender.write");
  const { id, to } = parseInput(testSenderInput, args.input);
  const row = await readSender(ctx, id);
  const key = newId("mail");
  const transport = transportFor(row);
  try {
    const messageId = `<test.${key}@${row.address.slice(row.address.lastIndexOf("@") + 1).toLowerCase()}>`;
    const handOver = await transport.send(
      {
        from: { name: row.name, address: row.address },
        to,
        replyTo: row.replyTo,
        envelopeFrom: null,
        subject: "A test from Heed",
        html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A test from Heed</title></head><body><p>This is a test. Mail leaves as it should.</p></body></html>`,
        text: "This is a test. Mail leaves as it should.\n",
        messageId,
        inReplyTo: null,
        references: [messageId],
        headers: { "Auto-Submitted": "auto-generated" },
        date: ctx.now(),
        touchId: key,
        workspaceId: ctx.workspaceId,
      },
      { idempotencyKey: `test/${key}` },
    );
    await withWorkspace(ctx, (tx) =>
      writeAudit(tx, ctx, { action: "sender.tested", subjectRef: id, data: { outcome: handOver.outcome } }),
    );
    return { ok: handOver.outcome === "accepted", answer: handOver.answer.slice(0, 500) };
  } finally {
    await transport.close();
  }
}

function transportFor(row: typeof sender.$inferSelect) {
  if (row.transport === "smtp") return realTransports.smtp(row);
  if (row.transport === "resend") return realTransports.resend(row);
  if (row.transport === "sandbox") return createSandboxTransport(keepSandboxMail);
  throw new ConflictError("A mailbox is tested where it is connected: Settings, Mailboxes");
}

/** A member has seen to it: the sender goes on, and what was held is judged again. @throws NotFoundError, ForbiddenError */
export async function resetBreaker(args: VerbArgs<typeof senderIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "sender.write");
  const { id } = parseInput(senderIdInput, args.input);
  await readSender(ctx, id);
  await withWorkspace(ctx, async (tx) => {
    await closeBreaker(tx, ctx.workspaceId, id, toEpochMs(ctx.now()));
    await writeAudit(tx, ctx, { action: "sender.breaker-reset", subjectRef: id });
  });
  return { ok: true };
}

async function readSender(ctx: ServiceContext, id: string) {
  const [row] = await withWorkspace(ctx, (tx) =>
    tx
      .select()
      .from(sender)
      .where(and(eq(sender.workspaceId, ctx.workspaceId), eq(sender.id, id))),
  );
  if (!row || row.archivedAt !== null) throw new NotFoundError("sender");
  needTeam(ctx, row.teamId);
  return row;
}
