import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { contact } from "@/db/schema/contact";
import type { ServiceContext } from "@/server/services/context";
import { NotFoundError } from "@/server/services/errors";
import { segmentFilter } from "@/server/services/segments/filter";

/** A live trigger that is judged by what holds or by time. */
export interface Watched {
  readonly sequenceId: string;
  readonly versionId: string;
  readonly kind: "tag" | "segment" | "date";
  readonly ref: string;
  /** Workspace time until which it has been judged, epoch ms. */
  readonly checkedAt: number;
  readonly offsetMs: number;
}

/** Judges of one sequence take turns; false: it is no longer live by this trigger. */
export async function lockWatch(tx: Tx, { sequenceId, kind, ref }: Watched): Promise<boolean> {
  await lockSequenceRow(tx, sequenceId);
  const rows = await queryRows(tx, LOCK, [sequenceId, kind, ref]);
  return rows.length > 0;
}

/** Before its watch, always: a publish holds the sequence while it begins one. */
export const lockSequenceRow = (tx: Tx, sequenceId: string) =>
  queryRows(tx, "select 1 from sequence where id = $1::text for key share", [sequenceId]);

/** Whom the trigger holds for, over `contact`; null when its segment is gone. */
export async function insideOf(
  tx: Tx,
  ctx: ServiceContext,
  { kind, ref }: Pick<Watched, "kind" | "ref">,
): Promise<SQL | null> {
  if (kind === "tag") {
    return sql`exists (select 1 from contact_tag g where g.workspace_id = ${contact.workspaceId} and g.contact_id = ${contact.id} and g.tag = ${ref})`;
  }
  try {
    return await segmentFilter(tx, ctx, ref);
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

const LOCK = `
select 1 from trigger_watch w join sequence s on s.workspace_id = w.workspace_id and s.id = w.id and s.state = 'live'
where w.id = $1::text and w.kind = $2::text and w.ref = $3::text
for update of w`;
