import { because } from "@/core/because";
import { compileGraph } from "@/core/compile";
import { keyedSignals, keyedWorld } from "@/core/correlation-key";
import type { Effect } from "@/core/effect";
import type { Advanced, EnrollmentEvent, EnrollmentState, Place, Position } from "@/core/enrollment";
import type { SignalFact, World } from "@/core/facts";
import type { Graph, OutletId } from "@/core/graph";
import type { CompiledGraph } from "@/core/node-type";
import { contextOf, Passage } from "@/core/passage";
import { walk } from "@/core/walk";

/**
 * Moves one enrollment on as far as it goes: until an effect is wanted or it is finished. Pure and level-triggered:
 * everything it decides on is in `world`, so a spurious, late or repeated event changes nothing, and the path depends on
 * what happened and not on when it was asked. Unchanged input gives back the same `enrollment` object and no visits.
 */
export function advance(graph: Graph, enrollment: EnrollmentState, event: EnrollmentEvent, world: World): Advanced {
  return move(graph, enrollment, event, world, false);
}

/** The same for a caller that gives the enrollment away: it is written to. `newEnrollment` first, then what this gave. */
export function advanceOwned(graph: Graph, own: EnrollmentState, event: EnrollmentEvent, world: World): Advanced {
  return move(graph, own, event, world, true);
}

function move(
  graph: Graph,
  enrollment: EnrollmentState,
  event: EnrollmentEvent,
  world: World,
  owned: boolean,
): Advanced {
  if (enrollment.status === "finished") return { enrollment, effect: null, visits: [], withdraw: [] };
  const compiled = compileGraph(graph);
  const seen = keyedWorld(compiled, enrollment, world);
  const passage = new Passage(compiled, enrollment, seen, owned);
  const effect = dispatch(passage, event, compiled, seen);
  return passage.result(effect);
}

function dispatch(passage: Passage, event: EnrollmentEvent, compiled: CompiledGraph, world: World): Effect | null {
  const { state } = passage;
  if (state.position === null && event.type !== "stop") {
    // Any event may be the first to arrive.
    const entry = state.entry;
    const cameBy = because("entered", { by: entry.by, signalId: entry.signalId });
    if (compiled.entryId === null) return passage.finish("broken", world.now, because("step-missing", { nodeId: "" }));
    passage.enter(compiled.entryId, state.enteredAt, cameBy, false);
  }
  endPauseIfDue(passage, world);
  switch (event.type) {
    case "stop":
      return passage.finish("stopped", world.now, because("stopped", { by: event.by, reason: event.reason }));
    case "jump":
      if (!isAt(passage.state.position, event.at) || !compiled.nodes.has(event.to)) break;
      passage.leave(world.now, null, because("jumped-on", { by: event.by, reason: event.reason, to: event.to }));
      passage.enter(
        event.to,
        world.now,
        because("jumped", { by: event.by, reason: event.reason, from: event.at.nodeId }),
        false,
      );
      break;
    case "skip-wait": {
      const outlet = isAt(passage.state.position, event.at)
        ? compiled.nodes.get(event.at.nodeId)?.type.skipsBy
        : undefined;
      if (outlet !== undefined)
        passage.go(outlet, world.now, because("wait-skipped", { by: event.by, reason: event.reason }));
      break;
    }
    case "pause":
      passage.pause({ since: world.now, until: event.until, clock: event.clock, by: event.by, reason: event.reason });
      break;
    case "resume":
      passage.resume(world.now);
      break;
    case "started":
    case "woken":
    case "migrated":
      break;
  }
  return walk(passage, event, compiled, world);
}

const isAt = (position: Position | null, place: Place): boolean =>
  position?.nodeId === place.nodeId && position.visit === place.visit;

function endPauseIfDue(passage: Passage, world: World): void {
  const { pause } = passage.state;
  if (pause?.until != null && pause.until <= world.now) passage.resume(pause.until);
}

/**
 * The outlet of the wait the person stands in that this signal answers, by drawing; null if none. The drawn answer wins over
 * the table of replies (SEMANTICS §4): ask before stopping anything.
 */
export function drawnOutlet(
  graph: Graph,
  enrollment: EnrollmentState,
  signal: SignalFact,
  world: World,
): OutletId | null {
  const { position } = enrollment;
  const compiled = compileGraph(graph);
  const node = position === null ? undefined : compiled.nodes.get(position.nodeId);
  if (position === null || node?.type.answers === undefined) return null;
  const [asked = signal] = keyedSignals(compiled, [signal]);
  return node.type.answers(contextOf(compiled, node, position, enrollment, world), asked);
}
