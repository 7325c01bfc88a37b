import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { type AttributeDefinition, attributeTypes } from "@/core/attribute";
import { type Tx, withWorkspace } from "@/db/client";
import { contact } from "@/db/schema/contact";
import { need, type ServiceContext } from "@/server/services/context";

export interface AttributeItem extends Omit<AttributeDefinition, "type"> {
  /** Its type where it is defined, else the kind most of its values are of. */
  readonly kind: AttributeDefinition["type"];
  readonly isDefined: boolean;
  /** How many contacts have it, and of how many it does not fit the type. */
  readonly count: number;
  readonly misfits: number;
}

const rowSchema = z.object({
  key: z.string(),
  label: z.string().nullable(),
  kind: z.enum(attributeTypes),
  options: z.array(z.string()).nullable(),
  is_defined: z.boolean(),
  count: z.coerce.number(),
  misfits: z.coerce.number(),
});

/** Fields of the workspace's own: those that are defined, by name, then those that contacts merely have, most used first. */
export async function listAttributes({ ctx }: { ctx: ServiceContext }): Promise<AttributeItem[]> {
  need(ctx, "read");
  return withWorkspace(ctx, (tx) => attributeRows(tx, ctx.workspaceId));
}

// as core/attribute.ts reads them; a text that starts like an ISO 8601 date is a date
const FITS = sql`case d.type
  when 'number' then jsonb_typeof(e.value) = 'number' or e.value #>> '{}' ~ '^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d{1,2})?\\s*$'
  when 'date' then e.value #>> '{}' ~ '^\\d{4}-\\d{2}-\\d{2}'
  when 'boolean' then lower(e.value #>> '{}') in ('true','false','yes','no','1','0','y','n','ja','nein','sì','si','sí','oui','non')
  when 'option' then lower(trim(e.value #>> '{}')) in (select lower(o) from unnest(d.options) o)
  else true end`;

/** The same inside a transaction. The newest 20,000 contacts stand for all. */
export async function attributeRows(tx: Tx, workspaceId: string): Promise<AttributeItem[]> {
  const rows = await tx.execute(sql`
    with seen as (
      select e.key, mode() within group (order by case
            when jsonb_typeof(e.value) = 'number' then 'number'
            when jsonb_typeof(e.value) = 'boolean' then 'boolean'
            when e.value #>> '{}' ~ '^\\d{4}-\\d{2}-\\d{2}' then 'date'
            else 'text' end) as kind, count(*) as count, count(*) filter (where not ${FITS}) as misfits
      from (select attributes from contact where ${and(eq(contact.workspaceId, workspaceId), isNull(contact.archivedAt))}
            and attributes <> '{}'::jsonb order by created_at desc limit 20000) c
        cross join jsonb_each(c.attributes) e
        left join attribute_definition d on d.workspace_id = ${workspaceId} and d.key = e.key
      group by e.key order by count(*) desc, e.key limit 500
    )
    select coalesce(d.key, s.key) as key, d.label, coalesce(d.type, s.kind) as kind, d.options, d.id is not null as is_defined,
      coalesce(s.count, 0) as count, coalesce(s.misfits, 0) as misfits
    from seen s full join (select * from attribute_definition where workspace_id = ${workspaceId}) d on d.key = s.key
    order by d.id is null, lower(d.label), s.count desc, key`);
  return z
    .array(rowSchema)
    .parse([...rows])
    .map(({ label, options, is_defined: isDefined, ...row }) => ({
      ...row,
      isDefined,
      label: label ?? row.key.replaceAll("_", " "),
      options: options ?? [],
    }));
}
