import type { NamedKind, Names } from "@/core/names";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";

/**
 * What the workspace's own things are called, for sentences: in one statement, and without reading contacts. Archived ones are
 * in it: old sentences still name them.
 */
export async function readSpokenNames(tx: Tx, workspaceId: string): Promise<Names> {
  const rows = await queryRows<{ kind: NamedKind; id: string; name: string }>(tx, NAMES, [workspaceId]);
  const byKind = new Map<NamedKind, Map<string, string>>();
  for (const { kind, id, name } of rows) {
    const known = byKind.get(kind) ?? new Map<string, string>();
    byKind.set(kind, known.set(id, name));
  }
  return (kind, id) => byKind.get(kind)?.get(id) ?? null;
}

const NAMES = [
  ...["sender", "topic", "product", "segment", "sequence", "team", "form"].map(
    (kind) => `select '${kind}' as kind, id, name from ${kind} where workspace_id = $1::text`,
  ),
  "select 'rule', id, name from cap_rule where workspace_id = $1::text",
  "select 'attribute', key, label from attribute_definition where workspace_id = $1::text",
  "select 'member', m.id, m.name from membership s join member m on m.id = s.member_id where s.workspace_ref = $1::text",
].join("\nunion all\n");
