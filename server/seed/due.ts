import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS, toEpochMs } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { demoNow, moveDemoClock } from "@/server/seed/clock";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { enterByFacts } from "@/server/services/enrollments/enter-by-facts";
import { enterBySignals } from "@/server/services/enrollments/enter-by-signals";
import { judgeTimed } from "@/server/services/enrollments/judge-timed";
import { settleSignals } from "@/server/services/signals/settle";
import { decidePeople } from "@/server/services/touches/decide";
import { handOverTouches } from "@/server/services/touches/hand-over";
import type { TransportOf } from "@/server/services/touches/send-parcel";

// What the engine's functions do for a running workspace, done here by hand, one after the other: same services, no engine.

const ENROLLMENTS = 100;
const PEOPLE = 50;
/** What falls due soon is met to two seconds, so that touches gather as they do; the rest every half hour, many at once. */
const NEAR_MS = 10 * SECOND_MS;
const NEAR_GRAIN_MS = 2 * SECOND_MS;
const GRAIN_MS = 30 * MINUTE_MS;
/** Triggers by date are judged this often. */
const TIMED_MS = 3 * HOUR_MS;

interface Due {
  events: { id: string; name: string; data: Partial<Record<"signalIds" | "contactIds", string[]>> }[];
  enrollments: string[];
  people: string[];
  /** When something falls due after now; null: nothing does by time. */
  next: number | null;
  /** When the first signal that waits for more evidence is settled. */
  settles: number | null;
}

export interface Replay {
  /** Does everything that is due at this instant until nothing is. Gives when something falls due next; null: never by time. */
  settle(): Promise<EpochMs | null>;
  /** Sets the clock forward. */
  moveTo(at: EpochMs): Promise<void>;
}

export function replayOf(workspaceId: string, transportOf: TransportOf): Replay {
  let judged = 0;
  let tidied = 0;
  let settles: number | null = null;

  async function work({ events, enrollments, people }: Due): Promise<void> {
    await judgeEvents(workspaceId, events);
    for (const ids of chunks(enrollments, ENROLLMENTS))
      await advanceEnrollments(ids.map((id) => ({ workspaceId, id, epoch: null })));
    for (const ids of chunks(people, PEOPLE)) {
      const { claimed } = await decidePeople(workspaceId, ids);
      if (claimed.length > 0) await handOverTouches(workspaceId, claimed, transportOf);
    }
  }

  return {
    async settle() {
      if (demoNow() - tidied >= DAY_MS) {
        tidied = demoNow();
        await queryRows(ownerSql(), TIDY); // what a database does by itself in sixteen days
      }
      if (demoNow() - judged >= TIMED_MS) {
        judged = demoNow();
        await judgeTimed(workspaceId);
      }
      for (;;) {
        const due = await readDue(workspaceId);
        if (due.events.length + due.enrollments.length + due.people.length > 0) await work(due);
        else {
          settles = due.settles;
          const next = [due.next, due.settles].filter((at) => at !== null);
          return next.length === 0 ? null : toEpochMs(Math.min(...next));
        }
      }
    },
    async moveTo(at) {
      if (at <= demoNow()) return;
      await moveDemoClock(workspaceId, at);
      if (settles !== null && settles <= at) await settleSignals(ownerSql(), workspaceId);
    },
  };
}

/** Where the programs have their next turn, if nobody acts before: where something falls due (as settle said), at most `limit`. */
export function nextStop(due: EpochMs | null, limit: EpochMs): EpochMs {
  if (due === null || due >= limit) return limit;
  const grain = due - demoNow() < NEAR_MS ? NEAR_GRAIN_MS : GRAIN_MS;
  return toEpochMs(Math.min(limit, Math.ceil(due / grain) * grain));
}

/** When the programs have their turn after somebody acted: within half an hour. */
export const turnAfter = (at: number): number => (Math.floor(at / GRAIN_MS) + 1) * GRAIN_MS;

async function judgeEvents(workspaceId: string, events: Due["events"]): Promise<void> {
  const signalIds = events.flatMap(({ data }) => data.signalIds ?? []);
  const contactIds = [...new Set(events.flatMap(({ data }) => data.contactIds ?? []))];
  if (signalIds.length > 0) await enterBySignals(workspaceId, signalIds);
  if (contactIds.length > 0) await enterByFacts(workspaceId, contactIds);
  if (events.length > 0) await queryRows(ownerSql(), JUDGED, [events.map(({ id }) => id)]);
}

function* chunks<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

async function readDue(workspaceId: string): Promise<Due> {
  const [row] = await queryRows<Omit<Due, "events"> & { events: string }>(ownerSql(), DUE, [workspaceId, demoNow()]);
  if (!row) throw new Error("the demo's workspace is gone");
  return { ...row, events: JSON.parse(row.events) as Due["events"] }; // written by writeOutbox
}

// Runs are started by the worker: their events stay. Ids sort by when they were made.
const DUE = `
with due as (
  select id from enrollment
  where workspace_id = $1::text and status = 'active' and (wake_at <= to_timestamp($2::float8 / 1000) or last_step_at is null)
  union
  select k.enrollment_id from wake k
  join enrollment e on e.workspace_id = k.workspace_id and e.id = k.enrollment_id and e.status = 'active'
  where k.eaten_at is null and k.workspace_id = $1::text)
select
  (select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name, 'data', o.data) order by o.created_at, o.id), '[]')::text
   from outbox o where o.workspace_id = $1::text and o.sent_at is null and o.name <> 'enrollment/started') as events,
  (select coalesce(array_agg(id order by id), '{}') from due) as enrollments,
  (select coalesce(array_agg(id order by id), '{}') from person
   where workspace_id = $1::text and next_look_at <= to_timestamp($2::float8 / 1000)) as people,
  (select extract(epoch from least(
     (select min(wake_at) from enrollment
      where workspace_id = $1::text and status = 'active' and wake_at > to_timestamp($2::float8 / 1000)),
     (select min(next_look_at) from person
      where workspace_id = $1::text and next_look_at > to_timestamp($2::float8 / 1000))))::float8 * 1000) as next,
  (select extract(epoch from min(settles_at))::float8 * 1000 from signal
   where workspace_id = $1::text and verdict = 'unsure') as settles`;

const JUDGED = "delete from outbox where id = any($1::text[])";

const TIDY = "vacuum (analyze) contact, enrollment, outbox, person, signal, touch, visit, wake, workspace_setting";
