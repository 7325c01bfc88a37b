import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { contactApart } from "@/db/schema/contact-apart";
import { writeAudit } from "@/server/services/audit-log";
import { findContacts } from "@/server/services/contacts/internal";
import { memberIdOf, need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { keepApartInput } from "./schemas";

/** A member looked at the two: they are not one person, and are not suggested again. Merging them stays possible. @throws NotFoundError */
export async function keepApart(args: VerbArgs<typeof keepApartInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "contacts.write");
  const { contactId: one, otherId: two } = parseInput(keepApartInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    await findContacts(tx, ctx.workspaceId, [one, two]);
    const [contactId, otherId] = one < two ? [one, two] : [two, one];
    const row = { id: newId("apart"), workspaceId: ctx.workspaceId, contactId, otherId, saidBy: memberIdOf(ctx) };
    await tx.insert(contactApart).values(row).onConflictDoNothing();
    await writeAudit(tx, ctx, {
      action: "contact.kept-apart",
      subjectRef: contactId,
      data: { otherContactId: otherId },
    });
  });
  return { ok: true };
}
