/**
 * The engine's own tables, in order. A migration that has shipped is never edited; a new one is added at the end.
 * All of them live in the schema the engine was given: names here carry no schema.
 */
export const migrations: readonly { number: number; sql: string }[] = [
  {
    number: 1,
    sql: `
-- One passage through a function. The row's due is the queue: a claimed row is due again when its lease lapses.
create table run (
  id text primary key,
  function_id text not null,
  event json not null,
  status text not null default 'active' check (status in ('active', 'completed', 'failed')),
  due timestamptz,
  lease text,
  -- Set by an event that came while the run was leased, so that saving it makes it due at once.
  woken boolean not null default false,
  attempt smallint not null default 0,
  -- Steps planned by a parallel discovery and not yet run: [{id, attempt, at}].
  planned json,
  lane text,
  lane_limit integer,
  -- Due, but its lane is full: due is null until a run of the lane is released.
  parked boolean not null default false,
  output json,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  check ((status = 'active') = (ended_at is null)),
  check (status = 'active' or (due is null and lease is null))
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
-- Claim of runs without a lane; the next alarm.
create index run_due on run (due) where due is not null and lane is null;
-- Claim of runs with a lane.
create index run_lane_due on run (due) where due is not null and lane is not null;
-- Who works, or is about to, in a lane.
create index run_lane on run (lane) where lane is not null and (lease is not null or due is not null);
-- The next to leave a full lane.
create index run_parked on run (lane, id) where parked;
-- Pruning.
create index run_ended on run (ended_at) where ended_at is not null;

-- What a finished step left, exactly as the SDK wants it back. seq is the order of completion.
create table step (
  run_id text not null references run on delete cascade,
  id text not null,
  seq bigint generated always as identity,
  result json not null,
  primary key (run_id, id)
);

-- An event somebody waits for, or (event null) a sleep. path and value are the equality of the wait's expression.
create table wait (
  run_id text not null references run on delete cascade,
  step_id text not null,
  event text,
  path text,
  value text,
  rest text,
  until timestamptz not null,
  primary key (run_id, step_id),
  check ((event is null) = (path is null) and (event is null) = (value is null))
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
-- An event looks for those who wait for it.
create index wait_match on wait (event, path, value) where event is not null;

-- The paths ever waited on, so that an event looks up only those.
create table wait_path (
  event text not null,
  path text not null,
  primary key (event, path)
);

-- Ids of events seen in the last day: a second event of the same id is not taken.
create table event_seen (
  id text primary key,
  at timestamptz not null default now()
);
create index event_seen_at on event_seen (at);

-- Starts of functions with an idempotency key in the last day.
create table started_once (
  function_id text not null,
  key text not null,
  at timestamptz not null default now(),
  primary key (function_id, key)
);
create index started_once_at on started_once (at);
`,
  },
  {
    number: 2,
    sql: `
-- Steps and waits are written only by statements that hold the run's row, and pruned with it: looking the run up once more for
-- each of them, as a foreign key does, was a fifth of what they cost.
alter table step drop constraint step_run_id_fkey;
alter table wait drop constraint wait_run_id_fkey;
`,
  },
];
