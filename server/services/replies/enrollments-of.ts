import { type EnrollmentClass, enrollmentClassOf } from "@/core/reply-effects";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { type EnrollmentRow, readEnrollments } from "@/server/services/enrollments/load-enrollments";
import { type LoadedVersion, loadVersions } from "@/server/services/enrollments/load-versions";

/** An active enrollment with what it writes. */
export interface ActiveEnrollment {
  readonly row: EnrollmentRow;
  readonly version: LoadedVersion;
  readonly class: EnrollmentClass;
}

/** The active enrollments of a person. The caller holds the person's lock: nobody moves them meanwhile. */
export async function activeEnrollments(tx: AnyTx, workspaceId: string, personId: string): Promise<ActiveEnrollment[]> {
  const ids = await queryRows<{ id: string }>(
    tx,
    "select id from enrollment where workspace_id = $1 and person_id = $2 and status = 'active' order by id",
    [workspaceId, personId],
  );
  if (ids.length === 0) return [];
  const rows = await readEnrollments(
    tx,
    ids.map(({ id }) => ({ workspaceId, id })),
  );
  const versions = await loadVersions(
    tx,
    [...rows.values()].map(({ versionId }) => versionId),
  );
  return [...rows.values()].map((row) => {
    const version = versions.get(row.versionId);
    if (!version) throw new Error(`version ${row.versionId} of enrollment ${row.id} cannot be read`);
    return { row, version, class: enrollmentClassOf(mailClasses(version)) };
  });
}

const mailClasses = ({ graph }: LoadedVersion): string[] =>
  Object.values(graph.nodes).flatMap(({ kind, config }) =>
    kind === "email" ? [typeof config.class === "string" ? config.class : "marketing"] : [],
  );
