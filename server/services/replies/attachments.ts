import { and, eq, isNotNull } from "drizzle-orm";
import { z } from "zod";
import { type Tx, withWorkspace } from "@/db/client";
import { inboundMail } from "@/db/schema/inbound-mail";
import { type MailAttachment, readAttachments } from "@/server/mailbox/read-attachments";
import { writeAudit } from "@/server/services/audit-log";
import { need, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { getReplyInput } from "@/server/services/replies/schemas";

export interface ListedAttachment {
  /** Its place in the mail, by which it is fetched. */
  readonly index: number;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
}

/** What hangs on a reply. Like its words it is for those who may read them; they lie in the mail as it came. @throws NotFoundError */
export async function listAttachments(args: VerbArgs<typeof getReplyInput>): Promise<ListedAttachment[]> {
  const { ctx } = args;
  need(ctx, "replies.read");
  const { id } = parseInput(getReplyInput, args.input);
  const raw = await withWorkspace(ctx, async (tx) => (await findRaw(tx, ctx.workspaceId, id)).raw);
  return (await filesIn(raw)).map(({ name, type, content }, index) => ({ index, name, type, bytes: content.length }));
}

export const attachmentInput = z.object({ id: z.string().min(1), index: z.int().min(0).max(1_000) });

/** One of them, to be saved. Who took it is written down. @throws NotFoundError */
export async function readAttachment(args: VerbArgs<typeof attachmentInput>): Promise<MailAttachment> {
  const { ctx } = args;
  need(ctx, "replies.read");
  const { id, index } = parseInput(attachmentInput, args.input);
  const raw = await withWorkspace(ctx, async (tx: Tx) => {
    const { raw, personId } = await findRaw(tx, ctx.workspaceId, id);
    const data = { attachment: index };
    await writeAudit(tx, ctx, { action: "reply.attachment-taken", subjectRef: id, personId, data });
    return raw;
  });
  const file = (await filesIn(raw))[index];
  if (!file) throw new NotFoundError("attachment");
  return file;
}

/** The mail as it came, and whose it is. @throws NotFoundError */
async function findRaw(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<{ raw: Buffer | null; personId: string | null }> {
  const [row] = await tx
    .select({ raw: inboundMail.raw, personId: inboundMail.personId })
    .from(inboundMail)
    .where(and(eq(inboundMail.workspaceId, workspaceId), eq(inboundMail.id, id), isNotNull(inboundMail.contactId)));
  if (!row) throw new NotFoundError("reply");
  return row;
}

const filesIn = async (raw: Buffer | null): Promise<MailAttachment[]> => (raw === null ? [] : readAttachments(raw));
