import { and, eq, inArray } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { contact, contactTag } from "@/db/schema/contact";
import { realNow } from "@/server/clock";
import { writeAudit } from "@/server/services/audit-log";
import { tellContactsChanged } from "@/server/services/contacts/changed";
import { addTags, checkOwner, findContacts } from "@/server/services/contacts/internal";
import { setOwnerInput, tagContactsInput } from "@/server/services/contacts/schemas";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";

type Found = { contactIds: string[]; personIds: string[] };

const toFound = (rows: readonly { id: string; personId: string }[]): Found => ({
  contactIds: rows.map(({ id }) => id),
  personIds: rows.map(({ personId }) => personId),
});

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
    await writeAudit(tx, ctx, {
      action: "contact.owner-set",
      subjectRef: ownerId ?? "nobody",
      data: { contactIds: found.contactIds },
    });
  });
  return { ok: true };
}
