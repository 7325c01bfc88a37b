import type { Sql } from "postgres";
import { compileGraph } from "@/core/compile";
import type { EnrollmentEvent } from "@/core/enrollment";
import type { World } from "@/core/facts";
import { nodeOf, stepLabel } from "@/core/graph";
import { smallSetsSql } from "@/db/client";
import type { AnyTx } from "@/db/query-rows";
import { writeOutbox } from "@/server/outbox/write-outbox";
import { carryOutWith } from "@/server/services/enrollments/carry-out";
import { type Driven, driveEnrollment } from "@/server/services/enrollments/drive-enrollment";
import { type EnrollmentRow, lockEnrollments, type Wanted } from "@/server/services/enrollments/load-enrollments";
import { type LoadedVersion, loadVersions } from "@/server/services/enrollments/load-versions";
import { loadWorlds, nowOf } from "@/server/services/enrollments/load-worlds";
import { makeTouches } from "@/server/services/enrollments/make-touches";
import { type Outcome, saveEnrollments, wakeAtOf } from "@/server/services/enrollments/save-enrollments";
import { ringAt } from "@/server/services/touches/look";
import { moveTouches } from "@/server/services/touches/request";
import { withdrawTouches } from "@/server/services/touches/withdraw";

/** An enrollment to look at, and what happened to it; left out: look whether anything did. */
export interface ToAdvance extends Wanted {
  readonly event?: EnrollmentEvent;
}

export type Advance =
  /** Stands until something happens, at the latest until then (real time, epoch ms; null: no time alone will move it). `step` is "S5". */
  | { readonly status: "waiting"; readonly until: number | null; readonly step: string }
  | { readonly status: "finished" }
  /** The step belongs to an older run, or the enrollment is gone: the run ends and does nothing. */
  | { readonly status: "fenced" }
  /** The run has had its steps; the next epoch's goes on. */
  | { readonly status: "successor" };

interface Stepped extends Outcome {
  readonly step: string;
}

/** Steps of one run, after which another takes over: a run's history stays short. */
const MOST_STEPS = 400;

/** A set of enrollments in one transaction of its own. @see advanceIn */
export function advanceEnrollments(set: readonly ToAdvance[]): Promise<Advance[]> {
  const sql: Sql = smallSetsSql();
  return sql.begin((tx) => advanceIn(tx, set)).then((advances) => advances as Advance[]); // begin() unwraps what it types away
}

/**
 * Advances enrollments as far as they go, in the caller's transaction: locks, eats wakes, gathers facts, asks core, writes
 * rows, visits, touches, tasks, deliveries and successors. Answers in the order of `set`; the same enrollment must not stand
 * in it twice. Level-triggered: a repeated call finds nothing new and answers the same. All or nothing: one that throws
 * undoes the set.
 */
export async function advanceIn(tx: AnyTx, set: readonly ToAdvance[]): Promise<Advance[]> {
  const rows = await lockEnrollments(tx, set);
  const due = set.filter((one) => isDue(one, rows.get(one.id)));
  const locked = due.flatMap(({ id }) => rows.get(id) ?? []);
  const outcomes = locked.length > 0 ? await drive(tx, due, locked) : new Map<string, Stepped>();
  return set.map((one) => toAdvance(one, rows.get(one.id), outcomes.get(one.id)));
}

const isDue = (one: ToAdvance, row: EnrollmentRow | undefined): boolean =>
  row !== undefined && row.status === "active" && (one.epoch === null || one.epoch === row.epoch);

async function drive(
  tx: AnyTx,
  due: readonly ToAdvance[],
  rows: readonly EnrollmentRow[],
): Promise<Map<string, Stepped>> {
  const versions = await loadVersions(
    tx,
    rows.map((row) => row.versionId),
  );
  const worlds = await loadWorlds(tx, rows, versions);
  const events = new Map(due.map((one) => [one.id, one]));
  const outcomes = new Map<string, Stepped>();
  for (const row of rows) {
    const version = versions.get(row.versionId);
    const world = worlds.get(row.id);
    const asked = events.get(row.id);
    if (!version || !world || !asked)
      throw new Error(`version ${row.versionId} of enrollment ${row.id} cannot be read`);
    const driven = await driveOne(tx, row, version, world, asked.event);
    const node = nodeOf(version.graph, driven.state.position?.nodeId ?? "");
    outcomes.set(row.id, {
      ...toOutcome(row, version, driven, asked.epoch !== null),
      step: node ? stepLabel(node) : "",
    });
  }
  await write(tx, [...outcomes.values()], versions, worlds);
  return outcomes;
}

async function driveOne(
  tx: AnyTx,
  row: EnrollmentRow,
  version: LoadedVersion,
  world: World,
  event: EnrollmentEvent | undefined,
): Promise<Driven> {
  const carryOut = carryOutWith(tx, row, version, world);
  try {
    return await driveEnrollment(version.graph, row.state, event ?? { type: "woken" }, world, carryOut);
  } catch (error) {
    throw new Error(`enrollment ${row.id} cannot be advanced`, { cause: error });
  }
}

function toOutcome(row: EnrollmentRow, version: LoadedVersion, driven: Driven, isStep: boolean): Outcome {
  const steps = row.stepsInEpoch + (isStep ? 1 : 0);
  const successor = driven.state.status === "active" && steps >= MOST_STEPS;
  return {
    ...driven,
    row,
    epoch: successor ? row.epoch + 1 : row.epoch,
    stepsInEpoch: successor ? 0 : steps,
    listens: isListening(version, driven),
  };
}

/** In a wait, while paused, and anywhere in a sequence with exit rules or goals. */
export function isListening(version: LoadedVersion, { state, effect }: Driven): boolean {
  if (state.status === "finished") return false;
  return effect?.type === "await" || state.pause !== null || compileGraph(version.graph).interrupts.length > 0;
}

async function write(
  tx: AnyTx,
  outcomes: readonly Outcome[],
  versions: ReadonlyMap<string, LoadedVersion>,
  worlds: ReadonlyMap<string, World>,
): Promise<void> {
  for (const { row, withdraw } of outcomes) {
    const now = worlds.get(row.id)?.now;
    if (withdraw.length > 0 && now !== undefined) await withdrawTouches(tx, row.workspaceId, withdraw, "sequence", now);
  }
  const resumed = outcomes.flatMap(({ row, state, effect }) =>
    row.state.pause && !state.pause && effect?.type === "send" ? [{ row, effect }] : [],
  );
  await Promise.all([
    ringAt(
      tx,
      resumed.map(({ row }) => ({ workspaceId: row.workspaceId, personId: row.personId, at: nowOf(row) })),
    ),
    moveTouches(
      tx,
      resumed.map(({ row, effect }) => ({
        workspaceId: row.workspaceId,
        key: effect.key,
        dueAt: effect.dueAt,
        deadlineAt: effect.deadlineAt,
      })),
    ),
    saveEnrollments(tx, outcomes),
    makeTouches(tx, outcomes, versions, worlds),
    writeOutbox(
      tx,
      outcomes
        .filter(({ row, epoch }) => epoch !== row.epoch)
        .map(({ row, epoch }) => ({
          name: "enrollment/started",
          data: { workspaceId: row.workspaceId, id: row.id, epoch },
        })),
    ),
  ]);
}

function toAdvance(one: ToAdvance, row: EnrollmentRow | undefined, outcome: Stepped | undefined): Advance {
  if (!row || (one.epoch !== null && one.epoch !== row.epoch)) return { status: "fenced" };
  if (!outcome || outcome.state.status === "finished") return { status: "finished" };
  if (outcome.epoch !== row.epoch) return { status: "successor" };
  const wakeAt = wakeAtOf(outcome);
  return {
    status: "waiting",
    until: wakeAt === null ? null : wakeAt - row.clockOffsetMs,
    step: outcome.step,
  };
}
