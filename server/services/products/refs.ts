import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { productRef } from "@/db/schema/product";
import { writeAudit } from "@/server/services/audit-log";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { ConflictError, NotFoundError, parseInput } from "@/server/services/errors";
import { findProduct } from "@/server/services/products/write";
import { refuseDuplicates } from "@/server/services/unique";

export const addProductRefInput = z.object({
  productId: z.string().min(1),
  source: z.enum(["stripe", "shopify"]),
  /** Of Stripe: price_…, prod_… or a look-up key; of Shopify: the number of a variant or product, an SKU, a title. */
  ref: z.string().trim().min(1, "Paste the id of a price or product").max(120),
});
export const productRefIdInput = z.object({ id: z.string().min(1) });

const taken = {
  product_ref_once: () =>
    new ConflictError("This id already stands for a product", [
      { path: "ref", message: "This id already stands for a product" },
    ]),
};

/** What other services call our products. */
export async function listProductRefs({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  return withWorkspace(ctx, (tx) =>
    tx
      .select({ id: productRef.id, productId: productRef.productId, source: productRef.source, ref: productRef.ref })
      .from(productRef)
      .where(eq(productRef.workspaceId, ctx.workspaceId))
      .orderBy(asc(productRef.source), asc(productRef.ref)),
  );
}

/** From now on a purchase of `ref` is one of the product. @throws NotFoundError (product), ConflictError at `ref` */
export async function addProductRef(args: VerbArgs<typeof addProductRefInput>): Promise<{ id: string }> {
  const { ctx } = args;
  need(ctx, "products.write");
  const input = parseInput(addProductRefInput, args.input);
  const id = newId("productRef");
  await refuseDuplicates(taken, () =>
    withWorkspace(ctx, async (tx) => {
      await findProduct(tx, ctx.workspaceId, input.productId);
      await tx.insert(productRef).values({ id, workspaceId: ctx.workspaceId, ...input });
      await writeAudit(tx, ctx, { action: "product.ref-added", subjectRef: input.productId, data: { ref: input.ref } });
    }),
  );
  return { id };
}

/** @throws NotFoundError */
export async function removeProductRef(args: VerbArgs<typeof productRefIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "products.write");
  const { id } = parseInput(productRefIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const gone = await tx
      .delete(productRef)
      .where(and(eq(productRef.workspaceId, ctx.workspaceId), eq(productRef.id, id)))
      .returning({ productId: productRef.productId, ref: productRef.ref });
    const [row] = gone;
    if (!row) throw new NotFoundError("id");
    await writeAudit(tx, ctx, { action: "product.ref-removed", subjectRef: row.productId, data: { ref: row.ref } });
  });
  return { ok: true };
}
