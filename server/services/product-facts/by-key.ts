import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { withWorkspace } from "@/db/client";
import { product } from "@/db/schema/product";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { InvalidError, NotFoundError, parseInput } from "@/server/services/errors";
import {
  clearProductFact,
  clearProductFactInput,
  setProductFact,
  setProductFactInput,
} from "@/server/services/product-facts/write";

const productKey = z.string().min(1).max(200);
/** The same with the product's own key, as other programs know it. */
export const setFactByKeyInput = setProductFactInput.omit({ productId: true }).extend({ product: productKey });
export const clearFactByKeyInput = clearProductFactInput.omit({ productId: true }).extend({ product: productKey });

/** @throws NotFoundError (contact, product), InvalidError at `occurredAt` (in the future, or before 1970) */
export async function setFactByKey(args: VerbArgs<typeof setFactByKeyInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "consent.write");
  const { product: key, occurredAt, ...input } = parseInput(setFactByKeyInput, args.input);
  if (occurredAt !== undefined && occurredAt > ctx.now()) throw InvalidError.at("occurredAt", "Lies in the future");
  if (occurredAt !== undefined && occurredAt.getTime() < 0) throw InvalidError.at("occurredAt", "Lies before 1970");
  const productId = await productOfKey(ctx, key);
  return setProductFact({ ctx, input: { ...input, productId, ...(occurredAt === undefined ? {} : { occurredAt }) } });
}

/** @throws NotFoundError (contact, product) */
export async function clearFactByKey(args: VerbArgs<typeof clearFactByKeyInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "consent.write");
  const { product: key, ...input } = parseInput(clearFactByKeyInput, args.input);
  return clearProductFact({ ctx, input: { ...input, productId: await productOfKey(ctx, key) } });
}

async function productOfKey(ctx: ServiceContext, key: string): Promise<string> {
  const [row] = await withWorkspace(ctx, (tx) =>
    tx
      .select({ id: product.id })
      .from(product)
      .where(and(eq(product.workspaceId, ctx.workspaceId), eq(product.key, key), isNull(product.archivedAt))),
  );
  if (!row) throw new NotFoundError("product");
  return row.id;
}
