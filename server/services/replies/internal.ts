import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { contact } from "@/db/schema/contact";
import { inboundMail } from "@/db/schema/inbound-mail";
import { NotFoundError } from "@/server/services/errors";

/** A reply and the contact it belongs to. @throws NotFoundError */
export async function findReply(tx: Tx, workspaceId: string, id: string) {
  const [row] = await tx
    .select({ mail: inboundMail, contact })
    .from(inboundMail)
    .innerJoin(contact, and(eq(contact.workspaceId, inboundMail.workspaceId), eq(contact.id, inboundMail.contactId)))
    .where(and(eq(inboundMail.workspaceId, workspaceId), eq(inboundMail.id, id)));
  if (!row) throw new NotFoundError("reply");
  return row;
}
