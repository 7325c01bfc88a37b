import { eq } from "drizzle-orm";
import { toDate } from "@/core/instant";
import { humanReplyClasses } from "@/core/reply-class";
import { readStatedFacts } from "@/core/reply-product";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { product, productFact } from "@/db/schema/product";
import type { ReplyToApply } from "@/server/services/replies/apply";

/** Notes what the reply says they have: touches that promote it stop. Gives how many facts are new. */
export async function noteStatedFacts(tx: Tx, reply: ReplyToApply): Promise<number> {
  const { workspaceId, match, verdict, newText } = reply;
  if (!humanReplyClasses.has(verdict.class)) return 0;
  const products = await tx
    .select({ id: product.id, name: product.name })
    .from(product)
    .where(eq(product.workspaceId, workspaceId));
  const known = new Set(products.map(({ id }) => id));
  const promoted = (match.touch?.promotes ?? []).filter((id) => known.has(id));
  const stated = readStatedFacts(newText, products, promoted);
  if (stated.length === 0) return 0;
  const noted = await tx
    .insert(productFact)
    .values(
      stated.map(({ productId, fact }) => ({
        id: newId("productFact"),
        workspaceId,
        personId: match.personId,
        productId,
        fact,
        source: "reply",
        sourceRef: reply.inboundMailId,
        occurredAt: toDate(reply.receivedAt),
      })),
    )
    .onConflictDoNothing()
    .returning({ id: productFact.id });
  return noted.length;
}
