import { and, count, desc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { type Tx, withWorkspace } from "@/db/client";
import { contact, contactTag } from "@/db/schema/contact";
import { need, type ServiceContext } from "@/server/services/context";

/** Tags in use, most used first. */
export async function listTags({ ctx }: { ctx: ServiceContext }): Promise<{ tag: string; count: number }[]> {
  need(ctx, "read");
  return withWorkspace(ctx, (tx) =>
    tx
      .select({ tag: contactTag.tag, count: count() })
      .from(contactTag)
      .where(eq(contactTag.workspaceId, ctx.workspaceId))
      .groupBy(contactTag.tag)
      .orderBy(desc(count()), contactTag.tag)
      .limit(1_000),
  );
}

export interface AttributeItem {
  readonly key: string;
  readonly kind: "text" | "number" | "boolean" | "date";
  readonly count: number;
}

const rowSchema = z.object({
  key: z.string(),
  kind: z.enum(["text", "number", "boolean", "date"]),
  count: z.coerce.number(),
});

/**
 * Fields of the workspace's own that contacts have, with the kind most of their values are of. A text that starts like
 * an ISO 8601 date is a date.
 */
export async function listAttributes({ ctx }: { ctx: ServiceContext }): Promise<AttributeItem[]> {
  need(ctx, "read");
  return withWorkspace(ctx, (tx) => attributeRows(tx, ctx.workspaceId));
}

/** The same inside a transaction. The newest 20,000 contacts stand for all. */
export async function attributeRows(tx: Tx, workspaceId: string): Promise<AttributeItem[]> {
  const rows = await tx.execute(sql`
    select key, mode() within group (order by kind) as kind, count(*) as count
    from (
      select e.key, case
          when jsonb_typeof(e.value) = 'number' then 'number'
          when jsonb_typeof(e.value) = 'boolean' then 'boolean'
          when e.value #>> '{}' ~ '^\\d{4}-\\d{2}-\\d{2}' then 'date'
          else 'text' end as kind
      from (select attributes from contact where ${and(eq(contact.workspaceId, workspaceId), isNull(contact.archivedAt))}
            and attributes <> '{}'::jsonb order by created_at desc limit 20000) c,
        jsonb_each(c.attributes) e
    ) seen
    group by key order by count(*) desc, key limit 500`);
  return z.array(rowSchema).parse([...rows]);
}
