import { and, eq, getTableColumns } from "drizzle-orm";
import { type ReplyClass, reportClasses } from "@/core/reply-class";
import type { Tx } from "@/db/client";
import { contact } from "@/db/schema/contact";
import { inboundMail } from "@/db/schema/inbound-mail";
import { NotFoundError } from "@/server/services/errors";

const { raw, ...others } = getTableColumns(inboundMail);

/** All of a reply but the mail as it came, which is up to 25 MB. */
export const replyColumns = others;

/** A reply and the contact it belongs to. @throws NotFoundError */
export async function findReply(tx: Tx, workspaceId: string, id: string) {
  const [row] = await tx
    .select({ mail: replyColumns, contact })
    .from(inboundMail)
    .innerJoin(contact, and(eq(contact.workspaceId, inboundMail.workspaceId), eq(contact.id, inboundMail.contactId)))
    .where(and(eq(inboundMail.workspaceId, workspaceId), eq(inboundMail.id, id)));
  if (!row) throw new NotFoundError("reply");
  return row;
}

/** Where an answer to a reply goes; null: a mail server wrote it, or there is no address left. */
export function answersTo({ mail, contact }: Awaited<ReturnType<typeof findReply>>): string | null {
  const kind = (mail.classFixed ?? mail.class) as ReplyClass; // written from core's own list
  return reportClasses.has(kind) ? null : mail.replyTo || mail.fromAddress || contact.email;
}
