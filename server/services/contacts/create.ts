import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { consent } from "@/db/schema/consent";
import { contact } from "@/db/schema/contact";
import { person } from "@/db/schema/person";
import { fitAttributes } from "@/server/services/attributes/read";
import { employerOf } from "@/server/services/companies/employer";
import { tellContactsChanged } from "@/server/services/contacts/changed";
import { addTags, checkOwner, contactTaken, emailColumns, zoneColumns } from "@/server/services/contacts/internal";
import { createContactInput } from "@/server/services/contacts/schemas";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { checkTopic } from "@/server/services/topics/internal";
import { refuseDuplicates } from "@/server/services/unique";

/**
 * Adds a contact as a person of their own.
 * @throws ConflictError at `email` or `externalId`, InvalidError, NotFoundError (topic of the consent)
 */
export async function createContact(args: VerbArgs<typeof createContactInput>): Promise<{ id: string }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "contacts.write");
  const input = parseInput(createContactInput, args.input);
  const id = newId("contact");
  await refuseDuplicates(contactTaken, () =>
    withWorkspace(ctx, async (tx) => {
      await checkOwner(tx, workspaceId, input.ownerId);
      await checkTopic(tx, workspaceId, input.consent?.topicId);
      const personId = newId("person");
      const unknown = { workspaceId, email: null, companyId: null };
      const { email, companyName } = input;
      const companyId = await employerOf(tx, unknown, { email, companyName: companyName ?? undefined });
      await tx.insert(person).values({ id: personId, workspaceId });
      await tx.insert(contact).values({
        id,
        workspaceId,
        personId,
        companyId,
        externalId: input.externalId,
        ...emailColumns(input.email),
        firstName: input.firstName,
        lastName: input.lastName,
        phone: input.phone,
        country: input.country,
        ...zoneColumns(input.timeZone, input.country, input.phone),
        ownerId: input.ownerId,
        attributes: withoutNulls(await fitAttributes(tx, workspaceId, input.attributes, "attributes")),
        source: ctx.actor.kind === "member" ? "hand" : ctx.actor.kind === "api-key" ? "api" : ctx.actor.name,
      });
      await addTags(
        tx,
        workspaceId,
        input.tags.map((tag) => ({ contactId: id, tag })),
      );
      if (input.consent !== null) {
        const { basis, source, wording, topicId } = input.consent;
        await tx.insert(consent).values({
          id: newId("consent"),
          workspaceId,
          personId,
          topicId,
          basis,
          source,
          wording,
          recordedAt: ctx.now(),
        });
      }
      await tellContactsChanged(tx, ctx, { contactIds: [id], personIds: [] });
    }),
  );
  return { id };
}

const withoutNulls = <T>(values: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
