import type { AttributeDefinition } from "@/core/attribute";
import { type Conversion, planConversion } from "@/core/attribute-convert";
import type { JsonValue } from "@/core/json";
import { type Tx, withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { defineAttributeInput } from "@/server/services/attributes/schemas";
import { tellContactsChanged } from "@/server/services/contacts/changed";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";

const SHOWN = 5;

/** What another type would do to the values contacts have: how many are written in it, how many do not fit and stay, and some of these. */
export async function foreseeConversion(args: VerbArgs<typeof defineAttributeInput>) {
  const { ctx } = args;
  need(ctx, "fields.write");
  const input = parseInput(defineAttributeInput, args.input);
  const { changes, misfits } = await withWorkspace(ctx, (tx) => planFor(tx, ctx.workspaceId, input));
  return {
    converts: sum(changes),
    misfits: sum(misfits),
    examples: misfits.slice(0, SHOWN).map(({ value }) => (typeof value === "string" ? value : JSON.stringify(value))),
  };
}

/** Writes the values that fit in their type, in the transaction that says what the field means. Answers how many changed and how many stay. */
export async function convertValues(
  tx: Tx,
  ctx: ServiceContext,
  definition: Pick<AttributeDefinition, "key" | "type" | "options">,
): Promise<{ converted: number; kept: number }> {
  const { changes, misfits } = await planFor(tx, ctx.workspaceId, definition);
  const set = JSON.stringify(changes.map(({ from, to }) => ({ from, to })));
  const rows =
    changes.length === 0
      ? []
      : await queryRows<{ id: string; person_id: string }>(tx, CONVERT, [ctx.workspaceId, definition.key, set]);
  if (rows.length > 0)
    await tellContactsChanged(tx, ctx, {
      contactIds: rows.map(({ id }) => id),
      personIds: rows.map(({ person_id }) => person_id),
    });
  return { converted: rows.length, kept: sum(misfits) };
}

async function planFor(
  tx: Tx,
  workspaceId: string,
  definition: Pick<AttributeDefinition, "key" | "type" | "options">,
): Promise<Conversion> {
  const rows = await queryRows<{ value: string; contacts: number }>(tx, HELD, [workspaceId, definition.key]);
  const held = rows.map(({ value, contacts }) => ({ value: JSON.parse(value) as JsonValue, contacts })); // jsonb as text
  return planConversion(definition, held);
}

const sum = (of: readonly { contacts: number }[]): number => of.reduce((all, { contacts }) => all + contacts, 0);

const HELD = `
select (attributes->$2::text)::text as value, count(*)::int as contacts from contact
where workspace_id = $1::text and attributes ? $2::text and attributes->$2::text <> 'null'::jsonb
group by 1`;

const CONVERT = `
update contact c set attributes = jsonb_set(c.attributes, array[$2::text], m."to"), updated_at = now()
from jsonb_to_recordset($3::text::jsonb) as m("from" jsonb, "to" jsonb)
where c.workspace_id = $1::text and c.attributes ? $2::text and c.attributes->$2::text = m."from"
returning c.id, c.person_id`;
