import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { toEpochMs } from "@/core/instant";
import { withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { contact } from "@/db/schema/contact";
import { realNow } from "@/server/clock";
import { writeAudit } from "@/server/services/audit-log";
import { tellContactsChanged } from "@/server/services/contacts/changed";
import { findContacts } from "@/server/services/contacts/internal";
import { contactIdsInput } from "@/server/services/contacts/schemas";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { happenTo, PER_TRANSACTION } from "@/server/services/enrollments/happen";
import { parseInput } from "@/server/services/errors";
import { lockPeople } from "@/server/services/touches/gather/people";
import { withdrawTouchesOfContacts } from "@/server/services/touches/withdraw";

/**
 * Archives contacts: they leave the lists, their passages end, what waits for them is taken back and no marketing or sales
 * mail goes to them any more. Nothing is erased. Asked again it does what is left to do. @throws NotFoundError when one of
 * them is not of this workspace
 */
export async function archiveContacts(args: VerbArgs<typeof contactIdsInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const found = await setArchived(ctx, args.input, true);
  await stopPassages(ctx, found); // after: nobody archived enters any more, so that none is left
  return { ok: true };
}

/** Brings archived contacts back; passages that ended stay ended. @throws NotFoundError */
export async function restoreContacts(args: VerbArgs<typeof contactIdsInput>): Promise<{ ok: true }> {
  await setArchived(args.ctx, args.input, false);
  return { ok: true };
}

/**
 * In one transaction with what waits. Contacts are locked before their people, as whoever writes contacts does; once the
 * people are locked too, whoever was being let in or decided about has finished.
 */
async function setArchived(ctx: ServiceContext, given: unknown, archived: boolean): Promise<readonly Found[]> {
  const { workspaceId } = ctx;
  need(ctx, "contacts.write");
  const { ids } = parseInput(contactIdsInput, given);
  return withWorkspace(ctx, async (tx) => {
    const found = await findContacts(tx, workspaceId, ids);
    const contactIds = found.map(({ id }) => id);
    const personIds = [...new Set(found.map(({ personId }) => personId))];
    const these = and(
      eq(contact.workspaceId, workspaceId),
      inArray(contact.id, contactIds),
      archived ? isNull(contact.archivedAt) : isNotNull(contact.archivedAt),
    );
    await tx.select({ id: contact.id }).from(contact).where(these).orderBy(contact.id).for("update");
    await tx
      .update(contact)
      .set({ archivedAt: archived ? ctx.now() : null, updatedAt: realNow() })
      .where(these);
    await lockPeople(tx, workspaceId, personIds);
    if (archived) await withdrawTouchesOfContacts(tx, workspaceId, found, "archived", toEpochMs(ctx.now()));
    const action = archived ? "contact.archived" : "contact.restored";
    for (const { id, personId } of found)
      await writeAudit(tx, ctx, { action, subjectRef: id, personId, data: { at: ctx.now().toISOString() } });
    await tellContactsChanged(tx, ctx, { contactIds, personIds });
    return found;
  });
}

interface Found {
  readonly id: string;
  readonly personId: string;
}

const byOf = (ctx: ServiceContext): string => memberIdOf(ctx) ?? ctx.actor.kind;

async function stopPassages(ctx: ServiceContext, contacts: readonly Found[]): Promise<void> {
  const personIds = [...new Set(contacts.map(({ personId }) => personId))];
  const contactIds = contacts.map(({ id }) => id);
  for (;;) {
    const stopped = await withWorkspace(ctx, async (tx) => {
      const rows = await queryRows<{ id: string }>(tx, ACTIVE, [
        ctx.workspaceId,
        personIds,
        contactIds,
        PER_TRANSACTION,
      ]);
      if (rows.length === 0) return 0;
      return happenTo(
        tx,
        ctx.workspaceId,
        rows.map(({ id }) => id),
        { type: "stop", by: byOf(ctx), reason: "Contact archived" },
      );
    });
    if (stopped === 0) return;
  }
}

const ACTIVE = `
select e.id from enrollment e
join contact c on c.workspace_id = e.workspace_id and c.id = e.contact_id and c.archived_at is not null
where e.workspace_id = $1::text and e.person_id = any($2::text[]) and e.contact_id = any($3::text[]) and e.status = 'active'
order by e.id limit $4::int`;
