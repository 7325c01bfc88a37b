import { advance } from "@/core/advance";
import { because } from "@/core/because";
import { compileGraph } from "@/core/compile";
import { summaryOf } from "@/core/config";
import type { Advanced, EnrollmentState } from "@/core/enrollment";
import type { TouchState, World } from "@/core/facts";
import { type Graph, type NodeId, nodesOf } from "@/core/graph";
import { lostOutlets } from "@/core/migrate-choice";
import type { Names } from "@/core/names";
import { Passage } from "@/core/passage";
import { diffVersions, type VersionDiff } from "@/core/version-diff";

/** What happens to the people on one step. */
export type Destination =
  | { readonly to: "stay" } // finish on the old version
  | { readonly to: "same" }
  | { readonly to: "node"; readonly nodeId: NodeId }
  | { readonly to: "exit" };

/** One row of the publish page. */
export interface StepMove {
  readonly nodeId: NodeId;
  readonly step: number;
  readonly people: number;
  readonly before: string;
  /** The card's sentence in the new version; null when the step is gone. */
  readonly after: string | null;
  /** Ways out that people may still be counting on and that are gone. */
  readonly lostOutlets: readonly string[];
  /** Proposed; null where somebody must choose. */
  readonly suggestion: Destination | null;
}

export interface MigrationPlan {
  readonly diff: VersionDiff;
  /** Steps of the old version with people on them, by S-number. */
  readonly moves: readonly StepMove[];
  readonly mustChoose: readonly NodeId[];
  /** Everybody can move without a choice. */
  readonly movesAll: boolean;
}

/** What publishing would do to those inside (SEMANTICS §5). `people`: how many stand on each step of the old version. */
export function planMigration(
  before: Graph,
  after: Graph,
  people: Readonly<Record<NodeId, number>>,
  names: Names,
): MigrationPlan {
  const diff = diffVersions(before, after);
  const removed = new Set(diff.removed);
  const moves = nodesOf(before).flatMap((node): StepMove[] => {
    const count = people[node.id] ?? 0;
    if (count === 0) return [];
    const kept = removed.has(node.id) ? undefined : after.nodes[node.id];
    const lost = lostOutlets(before, after, node.id) ?? [];
    return [
      {
        nodeId: node.id,
        step: node.step,
        people: count,
        before: summaryOf(node, names),
        after: kept === undefined ? null : summaryOf(kept, names),
        lostOutlets: lost,
        suggestion: kept === undefined || lost.length > 0 ? null : { to: "same" },
      },
    ];
  });
  const mustChoose = moves.filter((move) => move.suggestion === null).map((move) => move.nodeId);
  return { diff, moves, mustChoose, movesAll: mustChoose.length === 0 };
}

/** Why a choice cannot stand; null when it can. Told per step before anything is moved. */
export function checkDestination(after: Graph, nodeId: NodeId, destination: Destination | undefined): string | null {
  if (destination === undefined) return "Say what happens to the people on this step";
  if (destination.to === "same" && after.nodes[nodeId] === undefined) return "This step is not in the new version";
  if (destination.to !== "node") return null;
  const target = compileGraph(after).nodes.get(destination.nodeId);
  if (target === undefined) return "The chosen step is not in the new version";
  return target.type.entry ? "People cannot be moved to the entry" : null;
}

export type Migrated =
  | { readonly ok: true; readonly advanced: Advanced }
  /** `in-flight`: its mail is being sent, which finishes first; ask again when it has. `stays`: by choice, or finished. */
  | { readonly ok: false; readonly reason: "in-flight" | "stays" };

/**
 * Moves one enrollment to the new version and advances it there, so that a shortened delay goes on and a lengthened one
 * waits. Visits so far, split results and a wait's deadline are kept. A mail that has not left is withdrawn (`withdraw`) and
 * asked for anew under the same key when the person stays on its step. `touch`: state of the send it stands on, if any.
 */
export function migrateEnrollment(
  state: EnrollmentState,
  after: Graph,
  destination: Destination,
  world: World,
  move: { readonly touch: TouchState | null; readonly versionName: string },
): Migrated {
  const { position } = state;
  if (destination.to === "stay" || state.status === "finished") return { ok: false, reason: "stays" };
  if (move.touch === "claimed" || move.touch === "handed_over") return { ok: false, reason: "in-flight" };
  if (position === null) return { ok: true, advanced: advance(after, state, { type: "started" }, world) };
  const passage = new Passage(compileGraph(after), state, world);
  const why = because("moved", { from: position.nodeId, version: move.versionName });
  if (destination.to === "exit") {
    passage.finish("migrated", world.now, why);
    return { ok: true, advanced: passage.result(null) };
  }
  if (destination.to === "node") {
    passage.leave(world.now, null, why);
    passage.enter(destination.nodeId, world.now, why, false);
    const moved = passage.result(null);
    const advanced = advance(after, moved.enrollment, { type: "migrated" }, world);
    return { ok: true, advanced: joined(moved, advanced) };
  }
  const open = position.effect?.type === "send" && (move.touch === null || remakable.has(move.touch));
  const advanced = advance(
    after,
    state,
    { type: "migrated" },
    { ...world, touches: open ? without(world, position.effect?.key) : world.touches },
  );
  const withdraw = open && position.effect !== null ? [position.effect.key, ...advanced.withdraw] : advanced.withdraw;
  return { ok: true, advanced: { ...advanced, withdraw: [...new Set(withdraw)] } };
}

const remakable: ReadonlySet<TouchState> = new Set(["planned", "waiting", "held", "withdrawn"]);

/** The send's touch is remade: core must ask for it as if it had never been. */
const without = (world: World, key: string | undefined): World["touches"] =>
  Object.fromEntries(Object.entries(world.touches).filter(([other]) => other !== key));

/** The latest values of each visit, in order of first appearance. */
function joined(first: Advanced, second: Advanced): Advanced {
  const visits = new Map(first.visits.map((visit) => [`${visit.nodeId}/${visit.visit}`, visit]));
  for (const visit of second.visits) visits.set(`${visit.nodeId}/${visit.visit}`, visit);
  return { ...second, visits: [...visits.values()], withdraw: [...first.withdraw, ...second.withdraw] };
}
