import type { LedgerTouch } from "@/core/attention/touch";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { groupBy } from "./group-by";
import { COLUMNS, type LedgerRow, toLedger } from "./ledger-row";

/** With so many touches, or fewer, somebody's ledger is read whole. */
export const SHORT = 50;

type Row = Omit<LedgerRow, "counted_at"> & { counted_at: number | null; n: number };

/**
 * Everything that counts in the ledgers of those who have few touches; who has more is left out. The index is that of a
 * person's touches by creation: it says nothing of what counts, so a table that has just filled cannot lead the planner to
 * another.
 * @param since how far back touches that fill rules are asked for, and any others, epoch ms
 */
export async function gatherShort(
  tx: AnyTx,
  workspaceId: string,
  personIds: readonly string[],
  topics: readonly { readonly value: string }[],
  since: { readonly counted: number; readonly any: number },
): Promise<Map<string, LedgerTouch[]>> {
  const rows = await queryRows<Row>(tx, NEWEST_OF_EACH, [
    workspaceId,
    personIds,
    [...new Set(topics.map(({ value }) => value))],
  ]);
  const all = groupBy(rows, (row) => row);
  const matters = (row: Row): row is LedgerRow & Row =>
    row.counted_at !== null && (row.counted_at > since.any || (row.counts && row.counted_at > since.counted));
  return new Map(
    personIds.flatMap((personId): [string, LedgerTouch[]][] => {
      const touches = all.get(personId) ?? [];
      return touches.some(({ n }) => n > SHORT) ? [] : [[personId, touches.filter(matters).map(toLedger)]];
    }),
  );
}

// Of a long one just one row, which says so. What people did with a message matters to interest alone: it is looked up where
// a topic is asked for.
const NEWEST_OF_EACH = `
select f.id, f.person_id, f.state, f.source, f.channel, f.class, f.topic_id, f.team_id, f.sender_id, f.owner_id,
  f.template_family, f.body_fingerprint, f.correlation_key, f.obeys, f.counts,
  (extract(epoch from f.counted_at) * 1000)::float8 as counted_at, s.reacted_at, s.interest_at, f.n
from unnest($2::text[]) as p(id)
cross join lateral (
  select r.*, count(*) over ()::int as n, row_number() over () as place
  from (
    select ${COLUMNS} from touch t where t.workspace_id = $1 and t.person_id = p.id
    order by t.created_at desc limit ${SHORT + 1}) r) f
left join lateral (
  select (extract(epoch from max(s.occurred_at)) * 1000)::float8 as reacted_at,
    (extract(epoch from max(s.occurred_at) filter (where s.kind <> 'open')) * 1000)::float8 as interest_at
  from signal s
  where f.n <= ${SHORT} and f.topic_id = any($3::text[]) and s.workspace_id = $1 and s.touch_id = f.id
    and s.verdict = 'human') s on true
where f.n <= ${SHORT} or f.place = 1`;
