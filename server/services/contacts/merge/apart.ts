import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { contactApart } from "@/db/schema/contact-apart";
import { writeAudit } from "@/server/services/audit-log";
import { findContact, findContacts } from "@/server/services/contacts/internal";
import { nameOf } from "@/server/services/contacts/name-of";
import { memberIdOf, need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { duplicatesInput, keepApartInput } from "./schemas";

/** A member looked at the two: they are not one person, and are not suggested again. Merging them stays possible, and it can be taken back. @throws NotFoundError */
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

/** Whom a member said somebody is not, by any of their addresses. @throws NotFoundError */
export async function listApart(
  args: VerbArgs<typeof duplicatesInput>,
): Promise<{ contactId: string; name: string }[]> {
  const { ctx } = args;
  need(ctx, "read");
  const { contactId } = parseInput(duplicatesInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    await findContact(tx, ctx.workspaceId, contactId);
    const rows = await queryRows<{
      id: string;
      email: string | null;
      first_name: string | null;
      last_name: string | null;
    }>(tx, APART, [ctx.workspaceId, contactId]);
    return rows.map(({ id, email, first_name, last_name }) => ({
      contactId: id,
      name: nameOf({ firstName: first_name, lastName: last_name, email }),
    }));
  });
}

/** Takes back that the two are not one person: they may be suggested again. Nothing said: nothing happens. @throws NotFoundError */
export async function endApart(args: VerbArgs<typeof keepApartInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "contacts.write");
  const { contactId, otherId } = parseInput(keepApartInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    await findContacts(tx, ctx.workspaceId, [contactId, otherId]);
    const gone = await queryRows(tx, END, [ctx.workspaceId, contactId, otherId]);
    if (gone.length === 0) return;
    await writeAudit(tx, ctx, {
      action: "contact.apart-ended",
      subjectRef: contactId,
      data: { otherContactId: otherId },
    });
  });
  return { ok: true };
}

const SAID = `
from contact_apart x
join contact a on a.workspace_id = x.workspace_id and a.id = x.contact_id
join contact b on b.workspace_id = x.workspace_id and b.id = x.other_id
join contact me on me.workspace_id = x.workspace_id and me.id = $2::text`;

const APART = `
select distinct on (o.person_id) o.id, o.email, o.first_name, o.last_name
${SAID}
join contact o on o.workspace_id = x.workspace_id and o.id = case when a.person_id = me.person_id then b.id else a.id end
where x.workspace_id = $1::text and me.person_id in (a.person_id, b.person_id) and o.person_id <> me.person_id
order by o.person_id, o.created_at`;

const END = `
delete from contact_apart where workspace_id = $1::text and id in (
  select x.id ${SAID}
  join contact o on o.workspace_id = x.workspace_id and o.id = $3::text
  where x.workspace_id = $1::text
    and ((a.person_id = me.person_id and b.person_id = o.person_id) or (b.person_id = me.person_id and a.person_id = o.person_id)))
returning id`;
