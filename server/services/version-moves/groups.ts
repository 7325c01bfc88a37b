import { type AnyTx, queryRows } from "@/db/query-rows";

/** People who stand on one step of one version. */
export interface PeopleGroup {
  readonly versionId: string;
  readonly version: number;
  /** null: have just entered. */
  readonly nodeId: string | null;
  readonly people: number;
}

/** Who is inside a sequence, by version and step; `except` is the version they would go to. */
export async function readGroups(
  tx: AnyTx,
  workspaceId: string,
  sequenceId: string,
  except: string | null,
): Promise<PeopleGroup[]> {
  return queryRows<{ versionId: string; version: number; nodeId: string | null; people: number }>(tx, GROUPS, [
    workspaceId,
    sequenceId,
    except,
  ]);
}

/** Some of a group, by id: enough to foresee what happens to it. */
export async function sampleGroup(
  tx: AnyTx,
  workspaceId: string,
  sequenceId: string,
  group: PeopleGroup,
  limit: number,
): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(tx, SAMPLE, [
    workspaceId,
    sequenceId,
    group.versionId,
    group.nodeId,
    limit,
  ]);
  return rows.map(({ id }) => id);
}

/** How fast each of these senders may go, and who they are. */
export async function readSenderPaces(tx: AnyTx, workspaceId: string) {
  const rows = await queryRows<{ id: string; dailyLimit: number | null; spacingSeconds: number }>(tx, SENDERS, [
    workspaceId,
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}

const GROUPS = `
select e.version_id as "versionId", v.number as version, e.node_id as "nodeId", count(*)::int as people
from enrollment e join sequence_version v on v.workspace_id = e.workspace_id and v.id = e.version_id
where e.workspace_id = $1::text and e.sequence_id = $2::text and e.status = 'active'
  and ($3::text is null or e.version_id <> $3::text)
group by 1, 2, 3 order by 2 desc, 4 desc, 3`;

const SAMPLE = `
select id from enrollment
where workspace_id = $1::text and sequence_id = $2::text and version_id = $3::text and status = 'active'
  and node_id is not distinct from $4::text
order by id limit $5::int`;

const SENDERS = `
select id, daily_limit as "dailyLimit", spacing_seconds as "spacingSeconds" from sender where workspace_id = $1::text`;
