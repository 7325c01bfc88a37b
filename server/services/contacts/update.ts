import { and, eq, notInArray } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { contact, contactTag } from "@/db/schema/contact";
import { realNow } from "@/server/clock";
import { fitAttributes } from "@/server/services/attributes/read";
import { employerOf } from "@/server/services/companies/employer";
import { tellContactsChanged } from "@/server/services/contacts/changed";
import {
  addTags,
  type ContactRow,
  checkOwner,
  contactTaken,
  emailColumns,
  findContact,
  zoneColumns,
} from "@/server/services/contacts/internal";
import { updateContactInput } from "@/server/services/contacts/schemas";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { refuseDuplicates } from "@/server/services/unique";

type Change = ReturnType<typeof updateContactInput.parse>;

/** Changes what is given and leaves the rest. @throws NotFoundError, ConflictError at `email` or `externalId`, InvalidError */
export async function updateContact(args: VerbArgs<typeof updateContactInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "contacts.write");
  const input = parseInput(updateContactInput, args.input);
  await refuseDuplicates(contactTaken, () =>
    withWorkspace(ctx, async (tx) => {
      const before = await findContact(tx, workspaceId, input.id);
      await checkOwner(tx, workspaceId, input.ownerId);
      const companyId = await employerOf(tx, before, input);
      const attributes = input.attributes && (await fitAttributes(tx, workspaceId, input.attributes, "attributes"));
      await tx
        .update(contact)
        .set({ ...toColumns({ ...input, attributes }, before), companyId, updatedAt: realNow() })
        .where(and(eq(contact.workspaceId, workspaceId), eq(contact.id, input.id)));
      if (input.tags !== undefined) {
        const kept = input.tags.length > 0 ? notInArray(contactTag.tag, input.tags) : undefined;
        await tx
          .delete(contactTag)
          .where(and(eq(contactTag.workspaceId, workspaceId), eq(contactTag.contactId, input.id), kept));
        await addTags(
          tx,
          workspaceId,
          input.tags.map((tag) => ({ contactId: input.id, tag })),
        );
      }
      await tellContactsChanged(tx, ctx, { contactIds: [input.id], personIds: [before.personId] });
    }),
  );
  return { ok: true };
}

const said = <T>(now: T | undefined, before: T): T => (now === undefined ? before : now);

function toColumns(input: Change, before: ContactRow) {
  const { email, firstName, lastName, phone, country, timeZone, externalId, ownerId, attributes } = input;
  const given = { firstName, lastName, phone, country, externalId, ownerId };
  const zoned = timeZone !== undefined || country !== undefined || phone !== undefined;
  // A zone that was only inferred follows the country or the number; one that somebody set stays.
  const explicit =
    timeZone ?? (timeZone === undefined && before.timeZoneSource === "explicit" ? before.timeZone : null);
  return {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(email === undefined ? {} : emailColumns(email)),
    ...(zoned ? zoneColumns(explicit, said(country, before.country), said(phone, before.phone)) : {}),
    ...(attributes === undefined
      ? {}
      : {
          attributes: Object.fromEntries(
            Object.entries({ ...before.attributes, ...attributes }).filter(([, value]) => value !== null),
          ),
        }),
  };
}
