import { compileGraph, targetOf } from "@/core/compile";
import { type EffectKey, effectKey } from "@/core/effect";
import type { EnrollmentState, Position } from "@/core/enrollment";
import type { World } from "@/core/facts";
import type { Graph, NodeId, OutletId } from "@/core/graph";
import { type EpochMs, laterOf } from "@/core/instant";
import type { CompiledGraph, CompiledNode } from "@/core/node-type";
import { contextOf } from "@/core/passage";

export interface PlannedStep {
  readonly nodeId: NodeId;
  readonly step: number;
  readonly visit: number;
  /** When it is reached if nothing is held; the governor's forecast moves sends, and all that follows, later. */
  readonly at: EpochMs;
  readonly sends: boolean;
  /** Key of the touch or action this visit will make. */
  readonly key: EffectKey;
}

/** What lies ahead (SEMANTICS §9). */
export interface PlannedPath {
  /** Steps up to the next undecided wait or branch, that one included; the step the person stands on is not among them. */
  readonly steps: readonly PlannedStep[];
  /** For "then, if …": where the undecided step may lead. Empty when the way ends. */
  readonly outcomes: readonly { readonly outlet: OutletId; readonly label: string; readonly nodeId: NodeId | null }[];
  /** The step that is not decided; null when the way is known to its end. */
  readonly undecided: NodeId | null;
}

const nothing: PlannedPath = { steps: [], outcomes: [], undecided: null };

/**
 * The path ahead of one enrollment. `leavesAt` is when a mail is expected to go (the governor's forecast), by its key; what
 * follows it is dated from there. A second round of a loop is not planned ahead.
 */
export function planPath(
  graph: Graph,
  enrollment: EnrollmentState,
  world: World,
  leavesAt: (key: EffectKey) => EpochMs | undefined = () => undefined,
): PlannedPath {
  const compiled = compileGraph(graph);
  const { position } = enrollment;
  if (enrollment.status === "finished" || position === null) return nothing;
  const steps: PlannedStep[] = [];
  const seen = new Set<NodeId>();
  let here: CompiledNode | undefined = compiled.nodes.get(position.nodeId);
  let at: EpochMs = position.enteredAt;
  let standing: Position = position;
  for (; here !== undefined; here = compiled.nodes.get(standing.nodeId)) {
    seen.add(here.node.id);
    if (here.type.decides) return { steps, outcomes: outcomesOf(here), undecided: here.node.id };
    const next = foresee(compiled, here, standing, at, enrollment, world);
    if (next === null) return { steps, outcomes: [], undecided: null };
    const { to } = next;
    const first = steps.length === 0 && standing === position;
    const left = laterOf(next.at, leavesAt(effectKey(enrollment.id, standing.nodeId, standing.visit)) ?? next.at);
    at = first ? laterOf(left, world.now) : left;
    const node = compiled.nodes.get(to);
    if (node === undefined || seen.has(to)) return { steps, outcomes: [], undecided: null };
    const visit = (enrollment.visits[to] ?? 0) + 1;
    steps.push({
      nodeId: to,
      step: node.node.step,
      visit,
      at,
      sends: node.type.sends === true,
      key: effectKey(enrollment.id, to, visit),
    });
    standing = { nodeId: to, visit, enteredAt: at, cameBy: position.cameBy, memory: {}, effect: null, pausedMs: 0 };
  }
  return { steps, outcomes: [], undecided: null };
}

function foresee(
  graph: CompiledGraph,
  node: CompiledNode,
  position: Position,
  at: EpochMs,
  enrollment: EnrollmentState,
  world: World,
): { to: NodeId; at: EpochMs } | null {
  const seen = node.type.foresee?.(contextOf(graph, node, position, enrollment, world), at) ?? null;
  const to = seen === null ? null : targetOf(node, seen.outlet);
  return seen === null || to === null ? null : { to, at: seen.at };
}

const outcomesOf = (node: CompiledNode): PlannedPath["outcomes"] =>
  node.outlets
    .filter((outlet) => outlet.id !== "done")
    .map((outlet) => ({ outlet: outlet.id, label: outlet.label, nodeId: targetOf(node, outlet.id) }));
