import { compileGraph, configOf } from "@/core/compile";
import { keyedSignals } from "@/core/correlation-key";
import type { EnrollmentState, VisitRecord } from "@/core/enrollment";
import type { SignalFact } from "@/core/facts";
import type { Graph, NodeId } from "@/core/graph";
import type { EpochMs } from "@/core/instant";
import { waitNode } from "@/core/nodes/wait";
import { countsFor, happenedAt } from "@/core/wait-outcome";

/** A human signal a wait would have taken, had it come in time. */
export interface LateSignal {
  readonly signalId: string;
  readonly nodeId: NodeId;
  readonly visit: number;
  readonly outcome: string;
  readonly deadline: EpochMs;
  /** It occurred in time, but we heard of it only after the time-out had been decided. */
  readonly heardLate: boolean;
}

/**
 * What "came too late" (SEMANTICS §3): signals for waits that timed out, each named at the first such wait. `enrollment` as it
 * is now, `signals` of the person; pure.
 */
export function lateSignals(
  graph: Graph,
  enrollment: EnrollmentState,
  visits: readonly VisitRecord[],
  signals: readonly SignalFact[],
): LateSignal[] {
  const taken = new Set(Object.values(enrollment.answered).flat());
  const asked = keyedSignals(compileGraph(graph), signals);
  const late = new Map<string, LateSignal>();
  for (const { nodeId, visit, because } of visits) {
    if (because?.code !== "timed-out") continue;
    const config = configOf(graph, nodeId, waitNode);
    for (const signal of config === null ? [] : asked) {
      if (signal.verdict !== "human" || taken.has(signal.id) || late.has(signal.id)) continue;
      const outcome = config?.outcomes.find((one) => countsFor(one, signal, enrollment, null));
      if (outcome === undefined) continue;
      const { deadline } = because.data;
      const heardLate = happenedAt(signal) <= deadline;
      late.set(signal.id, { signalId: signal.id, nodeId, visit, outcome: outcome.id, deadline, heardLate });
    }
  }
  return [...late.values()];
}
