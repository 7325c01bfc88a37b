import { and, eq, isNull } from "drizzle-orm";
import type { ProductFact } from "@/core/facts";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { product, productFact } from "@/db/schema/product";
import type { ServiceContext } from "@/server/services/context";

/** The workspace's products by key, in small letters, as a file names them. */
export async function readProductKeys(tx: Tx, workspaceId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .select({ id: product.id, key: product.key })
    .from(product)
    .where(and(eq(product.workspaceId, workspaceId), isNull(product.archivedAt)));
  return new Map(rows.map(({ id, key }) => [key.toLowerCase(), id]));
}

interface Noted {
  readonly personId: string;
  readonly productId: string | undefined;
  readonly fact: ProductFact;
}

/** Notes what a file says about people and products; what was known before keeps its source and date. */
export async function noteFacts(tx: Tx, ctx: ServiceContext, importId: string, noted: readonly Noted[]): Promise<void> {
  const rows = noted.flatMap(({ personId, productId, fact }) =>
    productId === undefined
      ? []
      : [
          {
            id: newId("productFact"),
            workspaceId: ctx.workspaceId,
            personId,
            productId,
            fact,
            source: "import",
            sourceRef: importId,
            occurredAt: ctx.now(),
          },
        ],
  );
  if (rows.length > 0) await tx.insert(productFact).values(rows).onConflictDoNothing();
}
