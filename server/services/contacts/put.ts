import { z } from "zod";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { consent } from "@/db/schema/consent";
import { fitAttributes } from "@/server/services/attributes/read";
import { tellContactsChanged } from "@/server/services/contacts/changed";
import { consentBases } from "@/server/services/contacts/schemas";
import { upsertContacts } from "@/server/services/contacts/upsert";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { toRow } from "@/server/services/events/record";
import { eventContactInput } from "@/server/services/events/schemas";
import { checkTopic } from "@/server/services/topics/internal";

export const putContactInput = z.strictObject({
  contact: eventContactInput,
  consent: z
    .strictObject({
      basis: z.enum(consentBases),
      source: z.string().trim().min(1).max(200),
      wording: z.string().trim().max(2_000).default(""),
      topicId: z.string().nullable().default(null),
    })
    .optional(),
});

/** Adds a contact or completes the one that is known by address or own id. @throws InvalidError, NotFoundError (topic) */
export async function putContact(args: VerbArgs<typeof putContactInput>): Promise<{ id: string; isNew: boolean }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "contacts.write");
  const { contact, consent: basis } = parseInput(putContactInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    await checkTopic(tx, workspaceId, basis?.topicId);
    const attributes = await fitAttributes(tx, workspaceId, contact.attributes ?? {}, "contact.attributes");
    const [made] = await upsertContacts(tx, workspaceId, [toRow({ ...contact, attributes })], "api");
    if (!made) throw new Error("a contact was neither found nor made");
    const { contactId, personId, isNew } = made;
    if (basis) {
      const id = newId("consent");
      await tx.insert(consent).values({ id, workspaceId, personId, ...basis, recordedAt: ctx.now() });
    }
    await tellContactsChanged(tx, ctx, { contactIds: [contactId], personIds: [personId] });
    return { id: contactId, isNew };
  });
}
