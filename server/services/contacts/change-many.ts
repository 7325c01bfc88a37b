import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { contact, contactTag } from "@/db/schema/contact";
import { realNow } from "@/server/clock";
import { writeAudit } from "@/server/services/audit-log";
import { tellContactsChanged } from "@/server/services/contacts/changed";
import { addTags, checkOwner, findContacts } from "@/server/services/contacts/internal";
import { contactIdsInput, setOwnerInput, tagContactsInput } from "@/server/services/contacts/schemas";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";

type Found = { contactIds: string[]; personIds: string[] };

const toFound = (rows: readonly { id: string; personId: string }[]): Found => ({
  contactIds: rows.map(({ id }) => id),
  personIds: rows.map(({ personId }) => personId),
});

/**
 * Archives contacts: they leave the lists and no sequence takes them in any more. Nothing is erased.
 * @throws NotFoundError when one of them is not of this workspace
 */
export const archiveContacts = (args: VerbArgs<typeof contactIdsInput>): Promise<{ ok: true }> =>
  setArchived(args.ctx, args.input, true);

/** Brings archived contacts back. @throws NotFoundError */
export const restoreContacts = (args: VerbArgs<typeof contactIdsInput>): Promise<{ ok: true }> =>
  setArchived(args.ctx, args.input, false);

async function setArchived(ctx: ServiceContext, given: unknown, archived: boolean): Promise<{ ok: true }> {
  const { workspaceId } = ctx;
  need(ctx, "contacts.write");
  const { ids } = parseInput(contactIdsInput, given);
  await withWorkspace(ctx, async (tx) => {
    const found = toFound(await findContacts(tx, workspaceId, ids));
    await tx
      .update(contact)
      .set({ archivedAt: archived ? ctx.now() : null, updatedAt: realNow() })
      .where(
        and(
          eq(contact.workspaceId, workspaceId),
          inArray(contact.id, found.contactIds),
          archived ? isNull(contact.archivedAt) : isNotNull(contact.archivedAt),
        ),
      );
    const action = archived ? "contact.archived" : "contact.restored";
    for (const id of found.contactIds) await writeAudit(tx, ctx, { action, subjectRef: id });
    await tellContactsChanged(tx, ctx, found);
  });
  return { ok: true };
}

/** @throws NotFoundError */
export async function tagContacts(args: VerbArgs<typeof tagContactsInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "contacts.write");
  const { ids, tag } = parseInput(tagContactsInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const found = toFound(await findContacts(tx, ctx.workspaceId, ids));
    await addTags(
      tx,
      ctx.workspaceId,
      found.contactIds.map((contactId) => ({ contactId, tag })),
    );
    await tellContactsChanged(tx, ctx, found);
  });
  return { ok: true };
}

/** @throws NotFoundError */
export async function untagContacts(args: VerbArgs<typeof tagContactsInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "contacts.write");
  const { ids, tag } = parseInput(tagContactsInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const found = toFound(await findContacts(tx, workspaceId, ids));
    await tx
      .delete(contactTag)
      .where(
        and(
          eq(contactTag.workspaceId, workspaceId),
          inArray(contactTag.contactId, found.contactIds),
          eq(contactTag.tag, tag),
        ),
      );
    await tellContactsChanged(tx, ctx, found);
  });
  return { ok: true };
}

/** Gives contacts to a member, or to nobody. @throws NotFoundError, InvalidError at `ownerId` */
export async function setOwner(args: VerbArgs<typeof setOwnerInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "contacts.write");
  const { ids, ownerId } = parseInput(setOwnerInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const found = toFound(await findContacts(tx, ctx.workspaceId, ids));
    await checkOwner(tx, ctx.workspaceId, ownerId);
    await tx
      .update(contact)
      .set({ ownerId, updatedAt: realNow() })
      .where(and(eq(contact.workspaceId, ctx.workspaceId), inArray(contact.id, found.contactIds)));
  });
  return { ok: true };
}
