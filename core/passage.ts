import { type Because, because } from "@/core/because";
import { targetOf } from "@/core/compile";
import { type Effect, effectKey } from "@/core/effect";
import type { Advanced, EndReason, EnrollmentState, Pause, Position, VisitRecord } from "@/core/enrollment";
import type { World } from "@/core/facts";
import type { NodeId, OutletId } from "@/core/graph";
import { type EpochMs, laterOf } from "@/core/instant";
import type { JsonObject } from "@/core/json";
import type { CompiledGraph, CompiledNode, NodeContext, WantedEffect } from "@/core/node-type";
import { edgeKey } from "@/core/structure";

/** What a node type sees of the enrollment standing on it. */
export function contextOf(
  graph: CompiledGraph,
  node: CompiledNode,
  position: Position,
  enrollment: EnrollmentState,
  world: World,
): NodeContext<unknown> {
  return {
    config: node.config,
    node: node.node,
    graph,
    key: effectKey(enrollment.id, position.nodeId, position.visit),
    visit: position.visit,
    enteredAt: position.enteredAt,
    pausedMs: position.pausedMs,
    memory: position.memory,
    enrollment,
    world,
  };
}

/** One call of `advance` in the making: the state so far, the visits it began or ended, the sends it left behind. */
export class Passage {
  state: EnrollmentState;
  /** Moves in this call; a way that never waits is stopped by counting. */
  moves = 0;
  readonly #visits = new Map<string, VisitRecord>();
  readonly #withdraw: string[] = [];
  /** The state's counts until the first visit of this call, then a copy that belongs to it. */
  #counts: Record<NodeId, number>;
  #countsCopied = false;
  readonly #graph: CompiledGraph;
  readonly #world: World;

  constructor(graph: CompiledGraph, state: EnrollmentState, world: World) {
    this.#graph = graph;
    this.#world = world;
    this.state = state;
    this.#counts = state.visits;
  }

  #countVisit(nodeId: NodeId): number {
    if (!this.#countsCopied) this.#counts = { ...this.#counts };
    this.#countsCopied = true;
    const visit = (this.#counts[nodeId] ?? 0) + 1;
    this.#counts[nodeId] = visit;
    return visit;
  }

  result(effect: Effect | null): Advanced {
    return { enrollment: this.state, effect, visits: [...this.#visits.values()], withdraw: this.#withdraw };
  }

  /** Begins a visit. By a line that leads back a round is counted; after the last one the person leaves by `done` at once. */
  enter(nodeId: NodeId, at: EpochMs, cameBy: Because, byBackEdge: boolean): void {
    this.moves += 1;
    const visit = this.#countVisit(nodeId);
    const round = byBackEdge ? (this.state.rounds[nodeId] ?? 1) + 1 : 1;
    this.state = {
      ...this.state,
      position: { nodeId, visit, enteredAt: at, cameBy, memory: {}, effect: null, pausedMs: 0 },
      visits: this.#counts,
      rounds: this.#graph.loopTargets.has(nodeId) ? { ...this.state.rounds, [nodeId]: round } : this.state.rounds,
    };
    this.#record({ nodeId, visit, enteredAt: at, cameBy }, {});
    if (byBackEdge && round > this.#world.settings.maxRounds) this.#leaveLoop(at, round - 1);
  }

  /** Once: whoever comes round again by way of `done` has gone round enough. */
  #leaveLoop(at: EpochMs, rounds: number): void {
    const spent = because("rounds-spent", { rounds });
    const node = this.#here();
    const first = rounds === this.#world.settings.maxRounds;
    if (first && node !== undefined && targetOf(node, "done") !== null) this.go("done", at, spent);
    else this.finish("rounds-spent", at, spent);
  }

  /** Ends the visit by an outlet and begins the next; nowhere to go means the end. */
  go(outlet: OutletId, at: EpochMs, why: Because): void {
    const node = this.#here();
    const target = node === undefined ? null : targetOf(node, outlet);
    const from = node?.node.id ?? "";
    this.leave(at, outlet, why);
    if (target === null) {
      this.#end("reached-end", at, because("reached-end", {}), from);
      return;
    }
    this.enter(target, at, because("came-from", { nodeId: from, outlet }), this.#isBack(node, outlet));
  }

  /** An outlet that falls to another follows that one's line. */
  #isBack(node: CompiledNode | undefined, outlet: OutletId): boolean {
    if (node === undefined) return false;
    const drawn =
      node.node.next[outlet] === undefined ? node.outlets.find((one) => one.id === outlet)?.fallsTo : outlet;
    return drawn !== undefined && this.#graph.backEdges.has(edgeKey(node.node.id, drawn));
  }

  /** Ends the visit without saying where to go. A send that has not been decided is left behind. */
  leave(at: EpochMs, outlet: OutletId | null, why: Because): void {
    const { position } = this.state;
    if (position === null) return;
    if (outlet === null && position.effect?.type === "send") this.#withdraw.push(position.effect.key);
    this.#record(position, { leftAt: laterOf(at, position.enteredAt), outlet, because: why });
  }

  finish(reason: EndReason, at: EpochMs, why: Because): null {
    const nodeId = this.state.position?.nodeId ?? null;
    this.leave(at, null, why);
    this.#end(reason, at, why, nodeId);
    return null;
  }

  #end(reason: EndReason, at: EpochMs, why: Because, nodeId: NodeId | null): void {
    this.state = {
      ...this.state,
      status: "finished",
      position: null,
      pause: null,
      end: { reason, at, nodeId, because: why },
    };
  }

  /** A goal reached from elsewhere: a visit of its own, begun and ended at that instant. */
  reachGoal(goalId: NodeId, at: EpochMs, why: Because, onwards: { outlet: OutletId; to: NodeId } | null): void {
    this.leave(at, null, why);
    const signalId = why.code === "goal-met" ? why.data.signalId : null;
    const visit = this.#countVisit(goalId);
    this.state = { ...this.state, visits: this.#counts };
    const cameBy = because("goal-jump", { goalId, signalId });
    this.#record(
      { nodeId: goalId, visit, enteredAt: at, cameBy },
      { leftAt: at, outlet: onwards?.outlet ?? null, because: why },
    );
    if (onwards === null) this.#end("goal", at, why, goalId);
    else {
      const isBack = this.#graph.backEdges.has(edgeKey(goalId, onwards.outlet));
      this.enter(onwards.to, at, because("came-from", { nodeId: goalId, outlet: onwards.outlet }), isBack);
    }
  }

  /** Stands still on an effect. Says nothing when it already stood on the very same. */
  stay(wanted: WantedEffect, memory: JsonObject, why: Because): Effect | null {
    const { position } = this.state;
    if (position === null) return null;
    const effect = keyed(wanted, this.state.id, position);
    if (same(effect, position.effect) && same(memory, position.memory)) return position.effect;
    this.state = {
      ...this.state,
      position: { ...position, effect, memory },
      touches: effect.type === "send" ? { ...this.state.touches, [position.nodeId]: effect.key } : this.state.touches,
    };
    this.#record(position, { because: why });
    return effect;
  }

  pause(pause: Pause): void {
    const { pause: old } = this.state;
    if (old !== null && old.until === pause.until && old.reason === pause.reason && old.by === pause.by) return;
    this.state = { ...this.state, pause: old === null ? pause : { ...pause, since: old.since } };
  }

  resume(at: EpochMs): void {
    const { pause, position } = this.state;
    if (pause === null) return;
    const stood =
      pause.clock === "stands" && position !== null ? Math.max(0, at - laterOf(pause.since, position.enteredAt)) : 0;
    this.state = {
      ...this.state,
      pause: null,
      position: position === null ? null : { ...position, pausedMs: position.pausedMs + stood },
    };
  }

  note(nodeId: NodeId, answered: readonly string[], arm: OutletId | undefined): void {
    if (answered.length > 0) {
      const before = this.state.answered[nodeId] ?? [];
      this.state = { ...this.state, answered: { ...this.state.answered, [nodeId]: [...before, ...answered] } };
    }
    if (arm !== undefined && this.state.arms[nodeId] !== arm) {
      this.state = { ...this.state, arms: { ...this.state.arms, [nodeId]: arm } };
    }
  }

  #here(): CompiledNode | undefined {
    return this.state.position === null ? undefined : this.#graph.nodes.get(this.state.position.nodeId);
  }

  /** Merges into this call's record of the visit. */
  #record(place: Pick<Position, "nodeId" | "visit" | "enteredAt" | "cameBy">, values: Partial<VisitRecord>): void {
    const key = `${place.nodeId}/${place.visit}`;
    const known: VisitRecord = this.#visits.get(key) ?? {
      nodeId: place.nodeId,
      step: this.#graph.nodes.get(place.nodeId)?.node.step ?? 0,
      visit: place.visit,
      enteredAt: place.enteredAt,
      cameBy: place.cameBy,
      leftAt: null,
      outlet: null,
      because: null,
    };
    this.#visits.set(key, { ...known, ...values });
  }
}

function keyed(wanted: WantedEffect, enrollmentId: string, position: Position): Effect {
  const { nodeId, visit } = position;
  const key = effectKey(enrollmentId, nodeId, visit);
  switch (wanted.type) {
    case "send":
      return { type: "send", key, nodeId, visit, dueAt: wanted.dueAt, deadlineAt: wanted.deadlineAt, wakeAt: null };
    case "do":
      return { type: "do", key, nodeId, visit, action: wanted.action, wakeAt: null };
    case "sleep":
    case "await":
      return { type: wanted.type, key, nodeId, visit, wakeAt: wanted.wakeAt };
  }
}

/** JSON equality whatever the order of keys: a row read back from jsonb has an order of its own. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return left.length === right.size && left.every(([key, value]) => right.has(key) && same(value, right.get(key)));
}
