import { eq } from "drizzle-orm";
import { type AttributeScalar, type Definitions, judgeAttributes, toDefinitions } from "@/core/attribute";
import type { Tx } from "@/db/client";
import { attributeDefinition } from "@/db/schema/attribute-definition";
import { InvalidError } from "@/server/services/errors";

/** What fields of the workspace's own mean, by key. */
export async function readDefinitions(tx: Tx, workspaceId: string): Promise<Definitions> {
  const rows = await tx
    .select({
      key: attributeDefinition.key,
      label: attributeDefinition.label,
      type: attributeDefinition.type,
      options: attributeDefinition.options,
    })
    .from(attributeDefinition)
    .where(eq(attributeDefinition.workspaceId, workspaceId));
  return toDefinitions(rows);
}

/**
 * The fields as their types keep them, for doors that can answer.
 * @param path where they stand in the input, "attributes"
 * @throws InvalidError at each field that does not fit its type
 */
export async function fitAttributes<V extends AttributeScalar | null>(
  tx: Tx,
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
