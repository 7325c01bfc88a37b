import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { productFact } from "@/db/schema/product";
import { writeAudit } from "@/server/services/audit-log";
import { tellContactsChanged } from "@/server/services/contacts/changed";
import { findContact } from "@/server/services/contacts/internal";
import { memberIdOf, need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { findProduct } from "@/server/services/products/write";

const fact = z.enum(["bought", "has_competing", "not_for_them"]);
const ref = { contactId: z.string().min(1), productId: z.string().min(1), fact };

export const setProductFactInput = z.object({ ...ref, occurredAt: z.date().optional() });
export const clearProductFactInput = z.object(ref);

/** Notes a fact about the person and a product: touches that promote it stop, also those already waiting. @throws NotFoundError */
export async function setProductFact(args: VerbArgs<typeof setProductFactInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "consent.write");
  const input = parseInput(setProductFactInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const { personId } = await findContact(tx, workspaceId, input.contactId);
    await findProduct(tx, workspaceId, input.productId);
    await tx
      .insert(productFact)
      .values({
        id: newId("productFact"),
        workspaceId,
        personId,
        productId: input.productId,
        fact: input.fact,
        source: ctx.actor.kind === "member" ? "member" : "api",
        sourceRef: memberIdOf(ctx),
        occurredAt: input.occurredAt ?? ctx.now(),
      })
      .onConflictDoNothing();
    const data = { productId: input.productId, fact: input.fact };
    await writeAudit(tx, ctx, { action: "product-fact.set", subjectRef: personId, personId, data });
    await tellContactsChanged(tx, ctx, { contactIds: [input.contactId], personIds: [personId] });
  });
  return { ok: true };
}

/** Takes the fact back. @throws NotFoundError */
export async function clearProductFact(args: VerbArgs<typeof clearProductFactInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "consent.write");
  const input = parseInput(clearProductFactInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const { personId } = await findContact(tx, workspaceId, input.contactId);
    await findProduct(tx, workspaceId, input.productId);
    await tx
      .delete(productFact)
      .where(
        and(
          eq(productFact.workspaceId, workspaceId),
          eq(productFact.personId, personId),
          eq(productFact.productId, input.productId),
          eq(productFact.fact, input.fact),
        ),
      );
    const data = { productId: input.productId, fact: input.fact };
    await writeAudit(tx, ctx, { action: "product-fact.cleared", subjectRef: personId, personId, data });
    await tellContactsChanged(tx, ctx, { contactIds: [input.contactId], personIds: [personId] });
  });
  return { ok: true };
}
