import { type Because, because } from "@/core/because";
import type { Effect } from "@/core/effect";
import type { EnrollmentEvent, EnrollmentState } from "@/core/enrollment";
import type { World } from "@/core/facts";
import { type EpochMs, laterOf } from "@/core/instant";
import type { CompiledGraph, CompiledNode, Interrupt, NodeContext, NodeStep } from "@/core/node-type";
import { contextOf, type Passage } from "@/core/passage";

/** Far above any drawn way; only a draft that circles without waiting gets there. */
const maxMoves = 10_000;

/** From node to node until one wants to stay or the enrollment ends. Gives the effect it stays on. */
export function walk(passage: Passage, event: EnrollmentEvent, graph: CompiledGraph, world: World): Effect | null {
  for (;;) {
    const { position } = passage.state;
    if (position === null) return null;
    const node = graph.nodes.get(position.nodeId);
    if (node === undefined)
      return passage.finish("broken", world.now, because("step-missing", { nodeId: position.nodeId }));
    if (node.broken !== null && !node.type.entry) {
      return passage.finish(
        "broken",
        world.now,
        because("step-broken", { nodeId: node.node.id, problem: node.broken }),
      );
    }
    if (passage.moves > maxMoves) {
      return passage.finish(
        "broken",
        world.now,
        because("step-broken", { nodeId: node.node.id, problem: "Goes round without waiting" }),
      );
    }
    const ctx = contextOf(graph, node, position, passage.state, world);
    const step = passage.state.pause === null ? look(node, ctx, event) : null;
    const hit = interrupted(graph, node, ctx, step);
    if (hit !== null) {
      interrupt(passage, hit.interrupt, laterOf(hit.at, position.enteredAt), hit.because, graph);
      continue;
    }
    if (step === null) return pausedEffect(passage.state);
    if ("effect" in step) return passage.stay(step.effect, step.memory ?? position.memory, step.because);
    if ("finish" in step) return passage.finish(step.finish, leftAt(ctx), step.because);
    passage.note(node.node.id, step.answered ?? [], step.arm);
    passage.go(step.go, step.at ?? position.enteredAt, step.because);
  }
}

const look = (node: CompiledNode, ctx: NodeContext<unknown>, event: EnrollmentEvent): NodeStep =>
  ctx.enrollment.position?.effect == null ? node.type.enter(ctx) : node.type.resume(ctx, event);

const leftAt = (ctx: NodeContext<unknown>): EpochMs =>
  laterOf(ctx.world.done[ctx.key]?.at ?? ctx.enteredAt, ctx.enteredAt);

/** Nothing is due while paused; the wait for the end of the pause is not stored as the node's effect. */
function pausedEffect(state: EnrollmentState): Effect | null {
  const { position, pause } = state;
  if (position === null || pause === null) return null;
  return {
    type: "sleep",
    key: `${state.id}/${position.nodeId}/${position.visit}`,
    nodeId: position.nodeId,
    visit: position.visit,
    wakeAt: pause.until,
  };
}

interface Hit {
  readonly interrupt: Interrupt;
  readonly at: EpochMs;
  readonly because: Because;
}

/**
 * The earliest exit or goal that holds, if it comes before the node's own next step. A step that was due before the
 * interrupt happened goes first: whoever was woken late takes the way of whoever was woken in time.
 */
function interrupted(
  graph: CompiledGraph,
  node: CompiledNode,
  ctx: NodeContext<unknown>,
  step: NodeStep | null,
): Hit | null {
  if (graph.interrupts.length === 0) return null;
  const { enrollment, world } = ctx;
  const drawn = drawnAnswers(node, ctx);
  let first: Hit | null = null;
  for (const interrupt of graph.interrupts) {
    const met = interrupt.met({ enrollment, world, drawn });
    if (met !== null && (first === null || met.at < first.at)) first = { interrupt, ...met };
  }
  if (first === null || step === null || !("go" in step)) return first;
  return first.at < (step.at ?? ctx.enteredAt) ? first : null;
}

function drawnAnswers(node: CompiledNode, ctx: NodeContext<unknown>): ReadonlySet<string> {
  const drawn = new Set(Object.values(ctx.enrollment.answered).flat());
  if (node.type.answers === undefined) return drawn;
  for (const signal of ctx.world.signals) if (node.type.answers(ctx, signal) !== null) drawn.add(signal.id);
  return drawn;
}

function interrupt(passage: Passage, hit: Interrupt, at: EpochMs, why: Because, graph: CompiledGraph): void {
  if (hit.goalId === null) {
    passage.finish(hit.endReason, at, why);
    return;
  }
  const to = hit.jump === null ? undefined : graph.nodes.get(hit.jump.nodeId)?.node.next[hit.jump.outlet];
  passage.reachGoal(
    hit.goalId,
    at,
    why,
    hit.jump === null || to === undefined ? null : { outlet: hit.jump.outlet, to },
  );
}
