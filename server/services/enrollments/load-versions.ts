import type { Graph } from "@/core/graph";
import type { SequenceSettings } from "@/core/sequence-settings";
import { type AnyTx, queryRows } from "@/db/query-rows";

/** A published version as the driver needs it. Immutable, hence kept in memory; core compiles its graph once. */
export interface LoadedVersion {
  readonly id: string;
  readonly sequenceId: string;
  readonly graph: Graph;
  readonly settings: SequenceSettings;
}

const KEPT = 300;
const loaded = new Map<string, LoadedVersion>();

/** The versions with these ids, from memory where they have been read before (newest use last, the oldest dropped). */
export async function loadVersions(tx: AnyTx, ids: Iterable<string>): Promise<Map<string, LoadedVersion>> {
  const wanted = new Set(ids);
  const missing = [...wanted].filter((id) => !loaded.has(id));
  if (missing.length > 0) {
    const rows = await queryRows<Stored>(tx, VERSIONS, [missing]);
    for (const row of rows) loaded.set(row.id, toVersion(row));
  }
  const found = new Map<string, LoadedVersion>();
  for (const id of wanted) {
    const version = loaded.get(id);
    if (!version) continue;
    found.set(id, version);
    loaded.delete(id);
    loaded.set(id, version);
  }
  for (const id of loaded.keys()) {
    if (loaded.size <= Math.max(KEPT, wanted.size)) break;
    loaded.delete(id);
  }
  return found;
}

interface Stored {
  id: string;
  sequence_id: string;
  graph: string;
  settings: string;
}

function toVersion(row: Stored): LoadedVersion {
  return {
    id: row.id,
    sequenceId: row.sequence_id,
    // parsed by publish, which refuses anything else; a version is never written again
    graph: JSON.parse(row.graph) as Graph,
    settings: JSON.parse(row.settings) as SequenceSettings,
  };
}

const VERSIONS = `
select v.id, v.sequence_id, v.graph::text as graph, v.settings::text as settings
from sequence_version v where v.id = any($1::text[])`;
