import type { VisitRecord } from "@/core/enrollment";
import type { TouchState, World } from "@/core/facts";
import { addMs } from "@/core/instant";
import { type Destination, migrateEnrollment } from "@/core/migrate";
import { type Choices, destinationOf } from "@/core/migrate-choice";
import { paceMs, sendNotBefore } from "@/core/migrate-spread";
import { emailSchema } from "@/core/nodes/email";
import { type AnyTx, queryRows } from "@/db/query-rows";
import type { OpenVisit } from "@/db/schema/version-move";
import { writeOutbox } from "@/server/outbox/write-outbox";
import { isListening } from "@/server/services/enrollments/advance-enrollments";
import { carryOutWith } from "@/server/services/enrollments/carry-out";
import { driveOn } from "@/server/services/enrollments/drive-enrollment";
import { type EnrollmentRow, lockEnrollments } from "@/server/services/enrollments/load-enrollments";
import { type LoadedVersion, loadVersions } from "@/server/services/enrollments/load-versions";
import { loadWorlds } from "@/server/services/enrollments/load-worlds";
import { makeTouches } from "@/server/services/enrollments/make-touches";
import { configOf } from "@/server/services/enrollments/node-config";
import { type Outcome, saveEnrollments } from "@/server/services/enrollments/save-enrollments";
import { withdrawTouches } from "@/server/services/touches/withdraw";
import { readSenderPaces } from "@/server/services/version-moves/groups";

export interface MoveTerms {
  readonly workspaceId: string;
  readonly toVersionId: string;
  /** Its number, for the reason on the visit. */
  readonly version: number;
  readonly choices: Choices;
  /** By enrollment: where those go who had to wait for their mail. */
  readonly fallbacks: ReadonlyMap<string, Destination>;
  /** By sender: mails of this move that have a slot already. Counted on here. */
  readonly paced: Record<string, number>;
}

export interface MovedEnrollment {
  readonly row: EnrollmentRow;
  readonly became: "moved" | "in-flight" | "stayed";
  /** Workspace time. */
  readonly at: number;
  readonly toNodeId: string | null;
  readonly after: Outcome["state"] | null;
  readonly openVisit: OpenVisit | null;
}

const takenBack: ReadonlySet<TouchState> = new Set(["planned", "waiting", "held"]);

/**
 * Moves enrollments to another version in the caller's transaction: locks, asks core, carries out, takes back what had not
 * left and makes it anew under the same keys, and lets a run of the next epoch go on. Mails that would all come due at once
 * get slots of their sender's pace. Those whose mail is leaving are given back as `in-flight`, untouched.
 */
export async function migrateSet(tx: AnyTx, ids: readonly string[], terms: MoveTerms): Promise<MovedEnrollment[]> {
  const { workspaceId } = terms;
  const locked = await lockEnrollments(
    tx,
    ids.map((id) => ({ workspaceId, id, epoch: null })),
  );
  const rows = [...locked.values()].filter((row) => row.status === "active" && row.versionId !== terms.toVersionId);
  const versions = await loadVersions(tx, [terms.toVersionId, ...rows.map((row) => row.versionId)]);
  const target = versions.get(terms.toVersionId);
  if (!target) throw new Error(`version ${terms.toVersionId} cannot be read`);
  const known = await loadWorlds(tx, rows, versions);
  const paces = await readSenderPaces(tx, workspaceId);
  const visits = await readOpenVisits(tx, workspaceId, rows);
  const moved: MovedEnrollment[] = [];
  const outcomes: Outcome[] = [];
  const worlds = new Map<string, World>();
  for (const row of rows) {
    const before = versions.get(row.versionId);
    const seen = known.get(row.id);
    if (!before || !seen) throw new Error(`version ${row.versionId} of enrollment ${row.id} cannot be read`);
    const destination = destinationOf(
      terms.choices,
      { versionId: row.versionId, nodeId: row.state.position?.nodeId ?? null },
      before.graph,
      target.graph,
      terms.fallbacks.get(row.id) ?? null,
    );
    const answer = migrateEnrollment(row.state, target.graph, destination, seen, {
      touch: standingTouch(row, seen),
      versionName: `version ${terms.version}`,
    });
    if (!answer.ok) {
      moved.push({
        row,
        became: answer.reason === "in-flight" ? "in-flight" : "stayed",
        at: seen.now,
        toNodeId: null,
        after: null,
        openVisit: null,
      });
      continue;
    }
    const world = withoutTakenBack(seen);
    const moving: EnrollmentRow = { ...row, versionId: target.id };
    const driven = await driveOn(
      target.graph,
      row.state,
      answer.advanced,
      world,
      carryOutWith(tx, moving, target, world),
    );
    const paced = spread(row, driven, seen, target, paces, terms.paced);
    outcomes.push({
      ...paced,
      row: moving,
      epoch: row.epoch + 1,
      stepsInEpoch: 0,
      listens: isListening(target, paced),
    });
    worlds.set(row.id, world);
    moved.push({
      row,
      became: "moved",
      at: seen.now,
      toNodeId: paced.state.position?.nodeId ?? null,
      after: paced.state,
      openVisit: visits.get(row.id) ?? null,
    });
  }
  await writeMoved(tx, workspaceId, outcomes, known, new Map([[target.id, target]]), worlds);
  return moved;
}

/** Writes enrollments as they are on their (other) version: the way there and the way back are written alike. */
export async function writeMoved(
  tx: AnyTx,
  workspaceId: string,
  outcomes: readonly Outcome[],
  known: ReadonlyMap<string, World>,
  versions: ReadonlyMap<string, LoadedVersion>,
  worlds: ReadonlyMap<string, World>,
): Promise<void> {
  if (outcomes.length === 0) return;
  const now = worlds.get(outcomes[0]?.row.id ?? "")?.now;
  const keys = outcomes.flatMap(({ row }) =>
    Object.entries(known.get(row.id)?.touches ?? {}).flatMap(([key, { state }]) => (takenBack.has(state) ? [key] : [])),
  );
  if (now !== undefined) await withdrawTouches(tx, workspaceId, keys, "version", now);
  await queryRows(tx, PIN, [
    workspaceId,
    JSON.stringify(outcomes.map(({ row }) => ({ id: row.id, version_id: row.versionId }))),
  ]);
  await saveEnrollments(tx, outcomes);
  // who is paused on a mail stands on it all the same: it waits for the end of the pause
  const standing = outcomes.map((outcome) => {
    const { pause, position } = outcome.state;
    return pause && position?.effect?.type === "send" ? { ...outcome, effect: position.effect } : outcome;
  });
  await makeTouches(tx, standing, versions, worlds);
  await writeOutbox(
    tx,
    outcomes
      .filter(({ state }) => state.status === "active")
      .map(({ row, epoch }) => ({ name: "enrollment/started", data: { workspaceId, id: row.id, epoch } })),
  );
}

function standingTouch(row: EnrollmentRow, world: World): TouchState | null {
  const effect = row.state.position?.effect;
  return effect?.type === "send" ? (world.touches[effect.key]?.state ?? null) : null;
}

export function withoutTakenBack(world: World): World {
  const touches = Object.fromEntries(Object.entries(world.touches).filter(([, { state }]) => !takenBack.has(state)));
  return { ...world, touches };
}

/** A mail that this move makes due gets the next slot of its sender; one that waited before keeps its own time. */
function spread<S extends Pick<Outcome, "state" | "effect">>(
  row: EnrollmentRow,
  driven: S,
  seen: World,
  target: LoadedVersion,
  paces: ReadonlyMap<string, { dailyLimit: number | null; spacingSeconds: number }>,
  paced: Record<string, number>,
): S {
  const { effect } = driven;
  if (effect?.type !== "send" || effect.key === row.state.position?.effect?.key) return driven;
  const { senderId } = configOf(target.graph, effect.nodeId, emailSchema);
  const pace = paceMs(paces.get(senderId) ?? null);
  const slot = (paced[senderId] ?? 0) + 1;
  const later = sendNotBefore(driven, addMs(seen.now, slot * pace));
  if (later !== driven) paced[senderId] = slot;
  return later;
}

async function readOpenVisits(
  tx: AnyTx,
  workspaceId: string,
  rows: readonly EnrollmentRow[],
): Promise<Map<string, OpenVisit>> {
  const found = await queryRows<{ id: string; ordinal: number; record: string }>(tx, OPEN_VISITS, [
    workspaceId,
    rows.map(({ id }) => id),
  ]);
  // written by save-enrollments.ts from core's own type
  return new Map(found.map(({ id, ordinal, record }) => [id, { ordinal, record: JSON.parse(record) as VisitRecord }]));
}

const OPEN_VISITS = `
select enrollment_id as id, ordinal, record::text as record from visit
where workspace_id = $1::text and enrollment_id = any($2::text[]) and left_at is null`;

const PIN = `
update enrollment e set version_id = r.version_id
from jsonb_to_recordset($2::text::jsonb) as r(id text, version_id text)
where e.workspace_id = $1::text and e.id = r.id`;
