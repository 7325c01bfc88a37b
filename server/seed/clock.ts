import { type EpochMs, toEpochMs } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { realNow, useClock as replaceClock } from "@/server/clock";

// The demo's past is lived, not written: the workspace's clock starts sixteen days ago and is set forward instant by instant.
// Real time stands still meanwhile, so that how fast the machine is changes nothing.

let offsetMs = 0;
const marks: { db: number; at: number }[] = [];

/** How far the workspace's clock is from real time now: negative, at the end 0. */
export const clockOffset = (): number => offsetMs;

/** What the workspace's clock shows. */
export const demoNow = (): EpochMs => toEpochMs(realNow().getTime() + offsetMs);

/** Stops real time for this process; gives back the way to let it run again. */
export function stopTime(): () => void {
  const at = realNow();
  offsetMs = 0;
  marks.length = 0;
  return replaceClock(() => at);
}

/** Before there is a workspace: the verbs' `now` only. */
export function setDemoClock(at: EpochMs): void {
  offsetMs = at - realNow().getTime();
}

/** Sets the workspace's clock. It never goes back. */
export async function moveDemoClock(workspaceId: string, at: EpochMs): Promise<void> {
  const to = Math.max(at, demoNow());
  offsetMs = to - realNow().getTime();
  const [row] = await queryRows<{ db: number }>(ownerSql(), SET, [workspaceId, offsetMs]);
  if (row) marks.push({ db: row.db, at: to });
}

/**
 * Rows say by the database's own clock when they were made; those of the demo were made within seconds. Gives each the
 * instant the workspace's clock showed.
 */
export async function dateRows(workspaceId: string): Promise<void> {
  const sql = ownerSql();
  await sql.begin(async (tx) => {
    // Whoever seeds need not wait for the disk at each commit: waiting at the last one keeps them all.
    await queryRows(tx, "set local synchronous_commit = on");
    await queryRows(tx, "create temporary table demo_mark (db float8 primary key, at float8) on commit drop");
    await queryRows(
      tx,
      `insert into demo_mark select r.db, max(r.at) from jsonb_to_recordset($1::text::jsonb) as r(db float8, at float8) group by r.db`,
      [JSON.stringify(marks)],
    );
    // Old wordings of a rule are never changed; here they are only dated.
    await queryRows(tx, "alter table cap_rule_version disable trigger cap_rule_version_stands");
    for (const [table, column] of DATED) await queryRows(tx, dateColumn(table, column), [workspaceId]);
    await queryRows(tx, "alter table cap_rule_version enable trigger cap_rule_version_stands");
  });
}

// Rows know when they were made to the millisecond, rounded. Each move has one of its own, rounded alike: what was made before
// it is in an earlier one, what is made after it in none before.
const SET = `
update workspace_setting set clock_offset_ms = $2::float8::bigint, clock_moved_at = coalesce(clock_moved_at, now())
from pg_sleep(0.001)
where workspace_id = $1::text
returning extract(epoch from clock_timestamp()::timestamptz(3))::float8 * 1000 as db`;

const DATED: readonly (readonly [string, string])[] = [
  ...[
    "audit",
    "cap_rule",
    "company",
    "consent",
    "contact",
    "contact_tag",
    "enrollment",
    "import_job",
    "inbound_mail",
    "message_alias",
    "notification",
    "person",
    "product",
    "sandbox_mail",
    "segment",
    "sender",
    "sequence",
    "signal",
    "suppression",
    "task",
    "team",
    "topic",
    "touch",
  ].map((table) => [table, "created_at"] as const),
  ["contact", "updated_at"],
  ["sequence", "updated_at"],
  ["segment", "updated_at"],
  ["cap_rule", "updated_at"],
  ["touch", "updated_at"],
  ["touch", "handed_over_at"],
  ["import_job", "finished_at"],
];

const dateColumn = (table: string, column: string): string => `
update ${table} row set ${column} = to_timestamp(coalesce(
  (select m.at from demo_mark m where m.db <= extract(epoch from row.${column})::float8 * 1000 order by m.db desc limit 1),
  (select m.at from demo_mark m order by m.db limit 1)) / 1000)
where row.workspace_id = $1::text and row.${column} is not null`;
