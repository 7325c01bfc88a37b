import { type Because, because } from "@/core/because";
import { targetOf } from "@/core/compile";
import { type Effect, effectKey } from "@/core/effect";
import type { Advanced, EndReason, EnrollmentState, Pause, Position, VisitRecord } from "@/core/enrollment";
import type { World } from "@/core/facts";
import type { NodeId, OutletId } from "@/core/graph";
import { type EpochMs, laterOf } from "@/core/instant";
import { type JsonObject, sameJson } from "@/core/json";
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

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type Ledger = "visits" | "rounds" | "touches" | "arms" | "answered";

/**
 * One call of `advance` in the making: the state so far, the visits it began or ended, the sends it left behind. What is given
 * stays as it is: the state and each record in it are copied before the first write to them, unless the caller gives them
 * away (`owned`), as a simulation does that asks fifty times in a row.
 */
export class Passage {
  #state: EnrollmentState;
  /** Moves in this call; a way that never waits is stopped by counting. */
  moves = 0;
  readonly #visits = new Map<string, VisitRecord>();
  readonly #withdraw: string[] = [];
  readonly #graph: CompiledGraph;
  readonly #world: World;
  /** Whether the state is this call's own; and which of its records. */
  #owned: boolean;
  readonly #ownRecords: Set<Ledger> | "all";

  constructor(graph: CompiledGraph, state: EnrollmentState, world: World, owned = false) {
    this.#graph = graph;
    this.#world = world;
    this.#state = state;
    this.#owned = owned;
    this.#ownRecords = owned ? "all" : new Set();
  }

  get state(): EnrollmentState {
    return this.#state;
  }

  #write(values: Partial<EnrollmentState>): void {
    if (!this.#owned) this.#state = { ...this.#state };
    this.#owned = true;
    Object.assign<Writable<EnrollmentState>, Partial<EnrollmentState>>(this.#state, values);
  }

  /** A record of the state, to be written to. */
  #own<Name extends Ledger>(name: Name): Writable<EnrollmentState[Name]> {
    if (this.#ownRecords !== "all" && !this.#ownRecords.has(name)) {
      this.#ownRecords.add(name);
      this.#write({ [name]: { ...this.#state[name] } });
    }
    return this.#state[name];
  }

  #countVisit(nodeId: NodeId): number {
    const counts = this.#own("visits");
    const visit = (counts[nodeId] ?? 0) + 1;
    counts[nodeId] = visit;
    return visit;
  }

  result(effect: Effect | null): Advanced {
    return { enrollment: this.#state, effect, visits: [...this.#visits.values()], withdraw: this.#withdraw };
  }

  /** Begins a visit. By a line that leads back a round is counted; after the last one the person leaves by `done` at once. */
  enter(nodeId: NodeId, at: EpochMs, cameBy: Because, byBackEdge: boolean): void {
    this.moves += 1;
    const visit = this.#countVisit(nodeId);
    const round = byBackEdge ? (this.#state.rounds[nodeId] ?? 1) + 1 : 1;
    this.#write({ position: { nodeId, visit, enteredAt: at, cameBy, memory: {}, effect: null, pausedMs: 0 } });
    if (this.#graph.loopTargets.has(nodeId)) this.#own("rounds")[nodeId] = round;
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
    const { position } = this.#state;
    if (position === null) return;
    if (outlet === null && position.effect?.type === "send") this.#withdraw.push(position.effect.key);
    this.#record(position, { leftAt: laterOf(at, position.enteredAt), outlet, because: why });
  }

  finish(reason: EndReason, at: EpochMs, why: Because): null {
    const nodeId = this.#state.position?.nodeId ?? null;
    this.leave(at, null, why);
    this.#end(reason, at, why, nodeId);
    return null;
  }

  #end(reason: EndReason, at: EpochMs, why: Because, nodeId: NodeId | null): void {
    this.#write({ status: "finished", position: null, pause: null, end: { reason, at, nodeId, because: why } });
  }

  /** A goal reached from elsewhere: a visit of its own, begun and ended at that instant. */
  reachGoal(goalId: NodeId, at: EpochMs, why: Because, onwards: { outlet: OutletId; to: NodeId } | null): void {
    this.leave(at, null, why);
    const signalId = why.code === "goal-met" ? why.data.signalId : null;
    const visit = this.#countVisit(goalId);
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
    const { position } = this.#state;
    if (position === null) return null;
    const effect = keyed(wanted, this.#state.id, position);
    if (sameJson(effect, position.effect) && sameJson(memory, position.memory)) return position.effect;
    this.#write({ position: { ...position, effect, memory } });
    if (effect.type === "send") this.#own("touches")[position.nodeId] = effect.key;
    this.#record(position, { because: why });
    return effect;
  }

  pause(pause: Pause): void {
    const { pause: old } = this.#state;
    if (old !== null && old.until === pause.until && old.reason === pause.reason && old.by === pause.by) return;
    this.#write({ pause: old === null ? pause : { ...pause, since: old.since } });
  }

  resume(at: EpochMs): void {
    const { pause, position } = this.#state;
    if (pause === null) return;
    const stood =
      pause.clock === "stands" && position !== null ? Math.max(0, at - laterOf(pause.since, position.enteredAt)) : 0;
    this.#write({
      pause: null,
      position: position === null ? null : { ...position, pausedMs: position.pausedMs + stood },
    });
  }

  note(nodeId: NodeId, answered: readonly string[], arm: OutletId | undefined): void {
    if (answered.length > 0) {
      const all = this.#own("answered");
      all[nodeId] = [...(all[nodeId] ?? []), ...answered];
    }
    if (arm !== undefined && this.#state.arms[nodeId] !== arm) this.#own("arms")[nodeId] = arm;
  }

  #here(): CompiledNode | undefined {
    return this.#state.position === null ? undefined : this.#graph.nodes.get(this.#state.position.nodeId);
  }

  /** Merges into this call's record of the visit. */
  #record(place: Pick<Position, "nodeId" | "visit" | "enteredAt" | "cameBy">, values: Partial<VisitRecord>): void {
    const key = `${place.nodeId}/${place.visit}`;
    const known = this.#visits.get(key);
    this.#visits.set(key, {
      nodeId: place.nodeId,
      step: known?.step ?? this.#graph.nodes.get(place.nodeId)?.node.step ?? 0,
      visit: place.visit,
      enteredAt: place.enteredAt,
      cameBy: place.cameBy,
      leftAt: values.leftAt ?? known?.leftAt ?? null,
      outlet: values.outlet ?? known?.outlet ?? null,
      because: values.because ?? known?.because ?? null,
    });
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
