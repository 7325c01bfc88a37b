import {
  type AttributeDefinition,
  type AttributeScalar,
  type Definitions,
  judgeAttributes,
  toDefinitions,
} from "@/core/attribute";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { InvalidError } from "@/server/services/errors";

/** What fields of the workspace's own mean, by key. */
export async function readDefinitions(tx: AnyTx, workspaceId: string): Promise<Definitions> {
  const rows = await queryRows<Row>(tx, DEFINITIONS, [workspaceId]);
  return toDefinitions(rows.map((row) => ({ ...row, options: JSON.parse(row.options) as string[] }))); // to_json of text[]
}

type Row = Omit<AttributeDefinition, "options"> & { options: string };

const DEFINITIONS = `
select key, label, type, to_json(options)::text as options from attribute_definition where workspace_id = $1::text`;

/**
 * The fields as their types keep them, for doors that can answer.
 * @param path where they stand in the input, "attributes"
 * @throws InvalidError at each field that does not fit its type
 */
export async function fitAttributes<V extends AttributeScalar | null>(
  tx: AnyTx,
  workspaceId: string,
  given: Readonly<Record<string, V>>,
  path: string,
): Promise<Record<string, V | AttributeScalar>> {
  if (Object.keys(given).length === 0) return {};
  const { values, misfits } = judgeAttributes(await readDefinitions(tx, workspaceId), given);
  const problems = Object.entries(misfits).map(([key, message]) => ({ path: `${path}.${key}`, message }));
  if (problems.length > 0) throw new InvalidError("Some fields need attention", problems);
  return values;
}
