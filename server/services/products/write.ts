import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import { z } from "zod";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { product } from "@/db/schema/product";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { ConflictError, NotFoundError, parseInput } from "@/server/services/errors";
import { given } from "@/server/services/given";
import { refuseDuplicates } from "@/server/services/unique";

const name = z.string().trim().min(1, "Give the product a name").max(120);
/** What purchases call it. */
const key = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{0,79}$/, "Small letters, digits, dots and dashes: this is what purchases call it");

export const createProductInput = z.object({ key, name });
export const updateProductInput = z.object({ id: z.string().min(1), name: name.optional() });
export const productIdInput = z.object({ id: z.string().min(1) });

const keyTaken = {
  product_key_once: () =>
    new ConflictError("There is a product with this key", [
      { path: "key", message: "There is a product with this key" },
    ]),
};

/** Products that are not archived, by name. */
export async function listProducts({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  return withWorkspace(ctx, (tx) =>
    tx
      .select({ id: product.id, key: product.key, name: product.name })
      .from(product)
      .where(and(eq(product.workspaceId, ctx.workspaceId), isNull(product.archivedAt)))
      .orderBy(asc(product.name)),
  );
}

/** @throws NotFoundError */
export async function findProduct(tx: Tx, workspaceId: string, id: string) {
  const [row] = await tx
    .select()
    .from(product)
    .where(and(eq(product.workspaceId, workspaceId), eq(product.id, id)));
  if (!row) throw new NotFoundError("product");
  return row;
}

/** One with the key of an archived product is that one again, with what is known of it. @throws ConflictError at `key` */
export async function createProduct(args: VerbArgs<typeof createProductInput>): Promise<{ id: string }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "products.write");
  const input = parseInput(createProductInput, args.input);
  return refuseDuplicates(keyTaken, () =>
    withWorkspace(ctx, async (tx) => {
      const [back] = await tx
        .update(product)
        .set({ ...input, archivedAt: null })
        .where(and(eq(product.workspaceId, workspaceId), eq(product.key, input.key), isNotNull(product.archivedAt)))
        .returning({ id: product.id });
      if (back) return back;
      const id = newId("product");
      await tx.insert(product).values({ id, workspaceId, ...input });
      return { id };
    }),
  );
}

/** @throws NotFoundError */
export async function updateProduct(args: VerbArgs<typeof updateProductInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "products.write");
  const { id, ...change } = parseInput(updateProductInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const before = await findProduct(tx, ctx.workspaceId, id);
    await tx
      .update(product)
      .set({ name: before.name, ...given(change) })
      .where(and(eq(product.workspaceId, ctx.workspaceId), eq(product.id, id)));
  });
  return { ok: true };
}

/** Facts about it stay and go on stopping what promotes it. @throws NotFoundError */
export async function archiveProduct(args: VerbArgs<typeof productIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "products.write");
  const { id } = parseInput(productIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    await findProduct(tx, ctx.workspaceId, id);
    await tx
      .update(product)
      .set({ archivedAt: ctx.now() })
      .where(and(eq(product.workspaceId, ctx.workspaceId), eq(product.id, id)));
  });
  return { ok: true };
}
