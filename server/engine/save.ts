import type { Sql, TransactionSql } from "postgres";
import type { PlannedStep } from "./claim";
import type { WaitKey } from "./expression";
import type { Json } from "./json";

export type Memo = { id: string; result: Json };

/** `key` null is a sleep. */
export type NewWait = { stepId: string; event: string | null; key: WaitKey | null; delayMs: number };

/** Steps the SDK posts while a function runs on. */
export type Checkpoint = { runId: string; lease: string; memos: Memo[] };

/** What a call left behind. */
export type Outcome = ActiveOutcome | EndedOutcome;

type Left = {
  runId: string;
  lease: string;
  memos: Memo[];
  waits: NewWait[];
  attempt: number;
  planned: PlannedStep[] | null;
};
type ActiveOutcome = Left & { status: "active"; dueInMs: number };
export type EndedOutcome = Left & { status: "completed" | "failed"; output: Json };

/** Saves steps of a run that goes on under its lease. Answers, for each, whether the lease still held. */
export async function saveProgress(sql: Sql, given: Outcome[]): Promise<boolean[]> {
  const held = await sql<{ id: string }[]>`
    with given as (
      select * from unnest(${given.map((run) => run.runId)}::text[], ${given.map((run) => run.lease)}::text[],
        ${given.map((run) => run.attempt)}::int[], ${given.map((run) => plannedText(run))}::text[])
        as given (id, lease, attempt, planned)
    ), held as (
      update run set attempt = given.attempt, planned = given.planned::json from given
      where run.id = given.id and run.lease = given.lease returning run.id
    ), ${memosOf(sql, given)}, ${waitsOf(sql, given)}
    select id from held`;
  const ids = new Set(held.map((row) => row.id));
  return given.map((run) => ids.has(run.runId));
}

/** Saves and releases. A run whose lease was lost is left alone; the answer says which were saved. */
export async function saveRuns(sql: Sql | TransactionSql, given: Outcome[]): Promise<boolean[]> {
  const held = await sql<{ id: string }[]>`
    with given as (
      select * from unnest(${given.map((run) => run.runId)}::text[], ${given.map((run) => run.lease)}::text[],
        ${given.map((run) => run.attempt)}::int[], ${given.map((run) => plannedText(run))}::text[],
        ${given.map((run) => run.status)}::text[], ${given.map((run) => (run.status === "active" ? run.dueInMs : null))}::float8[],
        ${given.map((run) => (run.status === "active" ? null : JSON.stringify(run.output)))}::text[])
        as given (id, lease, attempt, planned, status, due_in_ms, output)
    ), held as (
      update run set status = given.status, attempt = given.attempt, planned = given.planned::json, output = given.output::json,
        lease = null, woken = false,
        ended_at = case when given.status <> 'active' then now() end,
        due = case when given.status <> 'active' then null when run.woken then now() else now() + given.due_in_ms * interval '1 ms' end
      from given where run.id = given.id and run.lease = given.lease
      returning run.id, run.status
    ), ${memosOf(sql, given)}, ${waitsOf(sql, given)}, ended as (
      delete from wait using held where wait.run_id = held.id and held.status <> 'active'
    )
    select id from held`;
  const ids = new Set(held.map((row) => row.id));
  return given.map((run) => ids.has(run.runId));
}

function plannedText(run: Outcome): string | null {
  return run.planned === null ? null : JSON.stringify(run.planned);
}

function memosOf(sql: Sql | TransactionSql, given: Outcome[]) {
  const memos = given.flatMap((run) => run.memos.map((memo) => ({ runId: run.runId, ...memo })));
  return sql`memo as (
    insert into step (run_id, id, result)
    select given.run_id, given.id, given.result::json
    from unnest(${memos.map((memo) => memo.runId)}::text[], ${memos.map((memo) => memo.id)}::text[],
      ${memos.map((memo) => JSON.stringify(memo.result))}::text[]) with ordinality as given (run_id, id, result, n)
    join held on held.id = given.run_id
    order by given.n
    on conflict do nothing
  )`;
}

function waitsOf(sql: Sql | TransactionSql, given: Outcome[]) {
  const waits = given.flatMap((run) => run.waits.map((wait) => ({ runId: run.runId, ...wait })));
  return sql`registered as (
    insert into wait (run_id, step_id, event, path, value, rest, until)
    select given.run_id, given.step_id, given.event, given.path, given.value, given.rest, now() + given.delay_ms * interval '1 ms'
    from unnest(${waits.map((wait) => wait.runId)}::text[], ${waits.map((wait) => wait.stepId)}::text[],
      ${waits.map((wait) => wait.event)}::text[], ${waits.map((wait) => wait.key?.path ?? null)}::text[],
      ${waits.map((wait) => wait.key?.value ?? null)}::text[], ${waits.map((wait) => wait.key?.rest ?? null)}::text[],
      ${waits.map((wait) => wait.delayMs)}::float8[]) as given (run_id, step_id, event, path, value, rest, delay_ms)
    join held on held.id = given.run_id
    on conflict do nothing
  ), path as (
    insert into wait_path (event, path)
    select distinct event, path from unnest(${waits.map((wait) => wait.event)}::text[], ${waits.map((wait) => wait.key?.path ?? null)}::text[])
      as given (event, path)
    where event is not null and not exists (select 1 from wait_path where wait_path.event = given.event and wait_path.path = given.path)
    on conflict do nothing
  )`;
}
