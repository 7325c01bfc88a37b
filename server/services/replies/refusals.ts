import { and, eq, gt, inArray } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { contact } from "@/db/schema/contact";
import { inboundMail } from "@/db/schema/inbound-mail";
import { person } from "@/db/schema/person";
import { writeAudit } from "@/server/services/audit-log";
import { findContacts } from "@/server/services/contacts/internal";
import { nameOf } from "@/server/services/contacts/name-of";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { replyColumns } from "@/server/services/replies/internal";
import { refusalsInput } from "@/server/services/replies/schemas";

/**
 * The mails with which these people said no to sales, for whoever wants to write to them again all the same (SEMANTICS §4).
 * Showing the words is a look at somebody's mail, written down as one; members without that right see when it was.
 * @throws NotFoundError
 */
export async function readRefusals(args: VerbArgs<typeof refusalsInput>) {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "enroll");
  const { contactIds } = parseInput(refusalsInput, args.input);
  const mayRead = ctx.rights.has("replies.read");
  return withWorkspace(ctx, async (tx) => {
    await findContacts(tx, workspaceId, contactIds);
    const rows = await tx
      .select({ contact, until: person.salesBarredUntil, mail: replyColumns })
      .from(contact)
      .innerJoin(person, and(eq(person.workspaceId, contact.workspaceId), eq(person.id, contact.personId)))
      .leftJoin(
        inboundMail,
        and(eq(inboundMail.workspaceId, person.workspaceId), eq(inboundMail.id, person.salesBarredBy)),
      )
      .where(
        and(
          eq(contact.workspaceId, workspaceId),
          inArray(contact.id, contactIds),
          gt(person.salesBarredUntil, ctx.now()),
        ),
      );
    if (mayRead)
      for (const { mail } of rows)
        if (mail) await writeAudit(tx, ctx, { action: "reply.read", subjectRef: mail.id, personId: mail.personId });
    return rows.map(({ contact: who, until, mail }) => ({
      contactId: who.id,
      name: nameOf(who),
      until,
      mail: mail
        ? {
            id: mail.id,
            from: mail.fromName ?? mail.fromAddress,
            subject: mail.subject,
            receivedAt: mail.receivedAt,
            text: mayRead ? mail.newText : null,
          }
        : null,
    }));
  });
}
