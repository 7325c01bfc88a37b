import { and, asc, desc, eq, sql } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { user } from "@/db/schema/auth";
import { company } from "@/db/schema/company";
import { consent, topicChoice } from "@/db/schema/consent";
import { contact, contactTag } from "@/db/schema/contact";
import { person } from "@/db/schema/person";
import { product, productFact } from "@/db/schema/product";
import { suppression } from "@/db/schema/suppression";
import { topic } from "@/db/schema/topic";
import { findContact } from "@/server/services/contacts/internal";
import { nameOf } from "@/server/services/contacts/name-of";
import { contactIdInput } from "@/server/services/contacts/schemas";
import { need, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { noteLook } from "@/server/services/note-look";
import { suppressionsOf } from "@/server/services/suppressions/hits";

/** Everything that is known about one contact, except what happened: that is the journey. The look is noted. @throws NotFoundError */
export async function getContact(args: VerbArgs<typeof contactIdInput>) {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "read");
  const { id } = parseInput(contactIdInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const row = await findContact(tx, workspaceId, id);
    const { personId } = row;
    const [who] = await tx
      .select()
      .from(person)
      .where(and(eq(person.workspaceId, workspaceId), eq(person.id, personId)));
    if (!who) throw new NotFoundError("contact");
    const [employer] =
      row.companyId === null
        ? []
        : await tx
            .select()
            .from(company)
            .where(and(eq(company.workspaceId, workspaceId), eq(company.id, row.companyId)));
    const [owner] =
      row.ownerId === null
        ? []
        : await tx.select({ id: user.id, name: user.name }).from(user).where(eq(user.id, row.ownerId));
    const tags = await tx
      .select({ tag: contactTag.tag })
      .from(contactTag)
      .where(and(eq(contactTag.workspaceId, workspaceId), eq(contactTag.contactId, id)))
      .orderBy(asc(contactTag.tag));
    const addresses = await tx
      .select({ id: contact.id, email: contact.email, archivedAt: contact.archivedAt })
      .from(contact)
      .where(and(eq(contact.workspaceId, workspaceId), eq(contact.personId, personId)));
    const suppressions = await tx
      .select()
      .from(suppression)
      .where(
        and(
          eq(suppression.workspaceId, workspaceId),
          sql`${suppression.id} in (select s.id from contact c cross join lateral ${sql.raw(suppressionsOf("c"))} s
            where c.workspace_id = ${workspaceId} and c.id = ${id})`,
        ),
      );
    const productFacts = await tx
      .select({
        productId: productFact.productId,
        productName: product.name,
        fact: productFact.fact,
        source: productFact.source,
        occurredAt: productFact.occurredAt,
      })
      .from(productFact)
      .innerJoin(product, and(eq(product.workspaceId, productFact.workspaceId), eq(product.id, productFact.productId)))
      .where(and(eq(productFact.workspaceId, workspaceId), eq(productFact.personId, personId)))
      .orderBy(desc(productFact.occurredAt));
    const consents = await tx
      .selectDistinctOn([consent.topicId], {
        topicId: consent.topicId,
        topicName: topic.name,
        basis: consent.basis,
        source: consent.source,
        wording: consent.wording,
        recordedAt: consent.recordedAt,
      })
      .from(consent)
      .leftJoin(topic, and(eq(topic.workspaceId, consent.workspaceId), eq(topic.id, consent.topicId)))
      .where(and(eq(consent.workspaceId, workspaceId), eq(consent.personId, personId)))
      .orderBy(consent.topicId, desc(consent.ordinal));
    const topicChoices = await tx
      .select()
      .from(topicChoice)
      .where(and(eq(topicChoice.workspaceId, workspaceId), eq(topicChoice.personId, personId)));
    const { emailKey: _, workspaceId: __, ...columns } = row;
    await noteLook(tx, ctx, personId);
    return {
      ...columns,
      name: nameOf(row),
      company: employer
        ? {
            id: employer.id,
            name: employer.name,
            domain: employer.domain,
            leaveAloneUntil: employer.leaveAloneUntil,
            leaveAloneReason: employer.leaveAloneReason,
          }
        : null,
      owner: owner ?? null,
      tags: tags.map(({ tag }) => tag),
      /** All addresses of the person, this one included. */
      addresses,
      person: {
        id: who.id,
        frequency: who.frequency,
        frequencyPausedUntil: who.frequencyPausedUntil,
        untrackedAt: who.untrackedAt,
        leaveAloneUntil: who.leaveAloneUntil,
        leaveAloneReason: who.leaveAloneReason,
        leaveAloneBy: who.leaveAloneBy,
        salesBarredUntil: who.salesBarredUntil,
        erasedAt: who.erasedAt,
      },
      suppressions: suppressions.map(({ id: suppressionId, scope, reason, source, evidenceRef, createdAt }) => ({
        id: suppressionId,
        scope,
        reason,
        source,
        evidenceRef,
        createdAt,
      })),
      productFacts,
      consents,
      topicChoices: topicChoices.map(({ topicId, choice, source, chosenAt }) => ({
        topicId,
        choice,
        source,
        chosenAt,
      })),
    };
  });
}
