import { and, eq, isNull, ne } from "drizzle-orm";
import { knownMergeVariables } from "@/core/merge-fields";
import type { Lookup } from "@/core/node-type";
import type { Tx } from "@/db/client";
import { member } from "@/db/schema/auth";
import { product } from "@/db/schema/product";
import { segment } from "@/db/schema/segment";
import { sender } from "@/db/schema/sender";
import { sequence } from "@/db/schema/sequence";
import { topic } from "@/db/schema/topic";
import { attributeRows } from "@/server/services/attributes/list";
import { brandOf } from "@/server/services/brands/manage";
import type { ServiceContext } from "@/server/services/context";
import { readListed } from "@/server/services/domains/list";

type Kind = Parameters<NonNullable<Lookup["has"]>>[0];

/** What exists in the workspace, for core's validation of a draft of that team. Archived things do not. */
export async function readLookup(tx: Tx, ctx: ServiceContext, teamId: string | null): Promise<Lookup> {
  const { workspaceId } = ctx;
  const ids = (rows: readonly { id: string }[]) => new Set(rows.map(({ id }) => id));
  const attributes = (await attributeRows(tx, workspaceId)).map(({ key }) => key);
  const senders = await tx
    .select({ id: sender.id, address: sender.address })
    .from(sender)
    .where(and(eq(sender.workspaceId, workspaceId), isNull(sender.archivedAt)));
  const addresses = new Map(senders.map(({ id, address }) => [id, address]));
  const known: Record<Kind, ReadonlySet<string>> = {
    sender: ids(senders),
    topic: ids(
      await tx
        .select({ id: topic.id })
        .from(topic)
        .where(and(eq(topic.workspaceId, workspaceId), isNull(topic.archivedAt))),
    ),
    product: ids(
      await tx
        .select({ id: product.id })
        .from(product)
        .where(and(eq(product.workspaceId, workspaceId), isNull(product.archivedAt))),
    ),
    segment: ids(
      await tx
        .select({ id: segment.id })
        .from(segment)
        .where(and(eq(segment.workspaceId, workspaceId), isNull(segment.archivedAt))),
    ),
    sequence: ids(
      await tx
        .select({ id: sequence.id })
        .from(sequence)
        .where(and(eq(sequence.workspaceId, workspaceId), ne(sequence.state, "archived"))),
    ),
    member: ids(await tx.select({ id: member.userId }).from(member).where(eq(member.organizationId, workspaceId))),
    attribute: new Set(attributes),
  };
  return {
    // A field nobody has yet may come with the next import: only ids can be gone.
    has: (kind, id) => kind === "attribute" || known[kind].has(id),
    mergeVariables: knownMergeVariables(attributes),
    ...(await readListed(tx, workspaceId)),
    senderAddress: (id) => addresses.get(id) ?? null,
    brand: await brandOf(tx, workspaceId, teamId),
  };
}
