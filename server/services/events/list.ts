import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { withWorkspace } from "@/db/client";
import { signal } from "@/db/schema/signal";
import { historyInput, historyWhere } from "@/server/services/contacts/of-whom";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { toPage } from "@/server/services/page";

export const listEventsInput = historyInput.extend({
  type: z.enum(["event", "purchase"]).optional(),
  /** A custom event's name. */
  name: z.string().min(1).max(200).optional(),
  /** Key of a product: purchases it is part of. */
  product: z.string().min(1).max(200).optional(),
});

/** Custom events and purchases, whoever told of them; the last told first. */
export async function listEvents(args: VerbArgs<typeof listEventsInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const input = parseInput(listEventsInput, args.input);
  const { limit, type, name, product } = input;
  const of = {
    workspaceId: signal.workspaceId,
    id: signal.id,
    contactId: signal.contactId,
    personId: signal.personId,
    at: signal.occurredAt,
  };
  return withWorkspace(ctx, async (tx) => {
    const rows = await tx
      .select({
        signalId: signal.id,
        type: signal.kind,
        name: signal.name,
        contactId: signal.contactId,
        source: signal.source,
        /** The id it was told with. */
        id: signal.sourceId,
        data: signal.data,
        occurredAt: signal.occurredAt,
      })
      .from(signal)
      .where(
        and(
          historyWhere(ctx.workspaceId, of, input),
          type === undefined ? inArray(signal.kind, ["event", "purchase"]) : eq(signal.kind, type),
          name === undefined ? undefined : eq(signal.name, name),
          product === undefined
            ? undefined
            : sql`(${signal.name} = ${product} or ${signal.data} -> 'products' ? ${product})`,
        ),
      )
      .orderBy(desc(signal.id))
      .limit(limit + 1);
    return toPage(
      rows,
      limit,
      ({ signalId }) => [signalId],
      (row) => row,
    );
  });
}
