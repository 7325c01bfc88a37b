import { and, eq } from "drizzle-orm";
import type { Sql } from "postgres";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { type Carrying, sequence } from "@/db/schema/sequence";
import { realNow } from "@/server/clock";
import { logger } from "@/server/log";
import type { ServiceContext } from "@/server/services/context";
import { happenTo, PER_TRANSACTION } from "@/server/services/enrollments/happen";
import { isPassingFault } from "@/server/services/passing-fault";

/** Marks a pause as the sequence's: resuming it leaves alone those a member paused one by one. */
export const BY_SEQUENCE = "sequence";

/** A pass that nobody has worked on for this long, real time, was lost. */
const LOST_SECONDS = 60;
/** Sets of one pass in one sweep; the next sweep goes on. */
const SETS_PER_SWEEP = 200;
/** So many enrollments one after the other that cannot be carried along are no exceptions any more. */
const MOST_LEFT_IN_ROW = 20;

/** Notes in the transaction of its cause what is to happen to everybody inside. A pass before it is given up. */
export async function noteCarrying(
  tx: Tx,
  workspaceId: string,
  sequenceId: string,
  event: Carrying["event"],
): Promise<void> {
  await tx
    .update(sequence)
    .set({ carrying: { pass: newId("pass"), event }, carriedAt: realNow() })
    .where(and(eq(sequence.workspaceId, workspaceId), eq(sequence.id, sequenceId)));
}

/** Carries to its end what was noted, in sets, each in its own transaction. A crash between them leaves the rest to the sweep. */
export async function carryThrough(ctx: ServiceContext, sequenceId: string): Promise<number> {
  const { workspaceId } = ctx;
  return carry((place) => withWorkspace(ctx, (tx) => carrySet(tx, workspaceId, sequenceId, place)), null);
}

/** Takes up what was lost on the way, wherever. Two that work on one do no harm: what has happened to somebody finds them no more. */
export async function sweepCarrying(sql: Sql): Promise<number> {
  const lost = await queryRows<{ id: string; workspaceId: string }>(sql, LOST, [LOST_SECONDS]);
  const failures: unknown[] = [];
  for (const { id, workspaceId } of lost) {
    try {
      await carry(
        (place) => sql.begin((tx) => carrySet(tx, workspaceId, id, place)).then((set) => set as CarriedSet), // begin() unwraps what it types away
        SETS_PER_SWEEP,
      );
    } catch (error) {
      failures.push(error); // thrown below: one that cannot go on keeps the others waiting for nothing
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, "some sequences could not be carried through");
  return lost.length;
}

interface CarriedSet {
  readonly pass: string | null;
  readonly last: string | null;
  readonly count: number;
}

/** Where a pass is. */
interface Place {
  readonly after: string;
  readonly pass: string | null;
  readonly size: number;
  /** Leaves the next set as it is. */
  readonly leaves: boolean;
}

/**
 * Somebody to whom it cannot happen keeps nobody behind them waiting: their own next step shows what is broken. Where it can
 * happen to none, it is not they who are broken: that is thrown, and the sweep begins again.
 */
async function carry(next: (place: Place) => Promise<CarriedSet>, most: number | null): Promise<number> {
  let place: Place = { after: "", pass: null, size: PER_TRANSACTION, leaves: false };
  let count = 0;
  let leftInRow = 0;
  for (let sets = 0; most === null || sets < most; sets += 1) {
    try {
      const { last, pass, count: done } = await next(place);
      count += done;
      leftInRow = place.leaves ? leftInRow + 1 : 0;
      if (last === null) break;
      place = { after: last, pass, size: Math.min(PER_TRANSACTION, place.size * 2), leaves: false };
    } catch (error) {
      if (isPassingFault(error) || place.leaves || leftInRow === MOST_LEFT_IN_ROW) throw error;
      if (place.size === 1)
        logger("sequences").error({ err: error, after: place.after }, "the next enrollment cannot be carried along");
      place = { ...place, size: Math.ceil(place.size / 2), leaves: place.size === 1 };
    }
  }
  return count;
}

/** The next set of a pass, or its end. Another pass than the one it began with is another's work. */
async function carrySet(
  tx: AnyTx,
  workspaceId: string,
  sequenceId: string,
  { after, pass: begun, size, leaves }: Place,
): Promise<CarriedSet> {
  const over = { pass: begun, last: null, count: 0 };
  const [row] = await queryRows<{ carrying: string | null }>(tx, LOCK, [workspaceId, sequenceId]);
  const carrying = row?.carrying == null ? null : (JSON.parse(row.carrying) as Carrying); // written by noteCarrying alone
  if (carrying === null || (begun !== null && carrying.pass !== begun)) return over;
  const { pass, event } = carrying;
  const found = await queryRows<{ id: string }>(tx, whom[event.type], [workspaceId, sequenceId, after, size]);
  const last = found.at(-1)?.id ?? null;
  if (last === null) {
    await queryRows(tx, END, [workspaceId, sequenceId, pass]);
    return over;
  }
  const ids = found.map(({ id }) => id);
  const count = leaves ? 0 : await happenTo(tx, workspaceId, ids, event);
  await queryRows(tx, PROGRESS, [workspaceId, sequenceId]);
  return { pass, last, count };
}

// A change of the sequence's state waits for the set, and the next set sees it. Who enters is not kept waiting.
const LOCK = `
select carrying::text as carrying from sequence where workspace_id = $1::text and id = $2::text for key share`;

const NEXT = `
select id from enrollment where workspace_id = $1::text and sequence_id = $2::text and status = 'active' and id > $3::text`;
const IN_ORDER = "order by id limit $4::int";

/** To whom it has not happened yet. */
const whom: Record<Carrying["event"]["type"], string> = {
  stop: `${NEXT} ${IN_ORDER}`,
  pause: `${NEXT} and coalesce(state->>'pause', '') = '' ${IN_ORDER}`,
  resume: `${NEXT} and state->'pause'->>'by' = '${BY_SEQUENCE}' ${IN_ORDER}`,
};

const PROGRESS = "update sequence set carried_at = now() where workspace_id = $1::text and id = $2::text";

const END = `
update sequence set carrying = null, carried_at = null
where workspace_id = $1::text and id = $2::text and carrying->>'pass' = $3::text`;

const LOST = `
update sequence set carried_at = now()
where carrying is not null and carried_at < now() - $1::int * interval '1 second'
returning id, workspace_id as "workspaceId"`;
