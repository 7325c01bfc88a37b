import type { inferRouterOutputs } from "@trpc/server";
import type { WalkedPath } from "@/components/canvas/to-flow";
import type { Explanation } from "@/core/attention/decision";
import type { Graph, NodeId } from "@/core/graph";
import type { EpochMs } from "@/core/instant";
import type { JsonObject } from "@/core/json";
import { type Choice, type Simulation, simulate } from "@/core/simulate";
import { realGovernor } from "@/core/simulate-governor";
import { edgeKey } from "@/core/structure";
import type { AppRouter } from "@/server/api/root";

export type TrialScene = inferRouterOutputs<AppRouter>["trials"]["person"];
export type Trial = Simulation<Explanation>;

/** One passage on a virtual clock, by core's interpreter and the real governor. Nothing is sent and nothing is written. */
export function runTrial(
  graph: Graph,
  scene: TrialScene,
  of: {
    readonly startAt: EpochMs;
    readonly choices: Readonly<Record<NodeId, Choice>>;
    readonly data?: JsonObject;
    readonly person?: TrialScene["person"];
  },
): Trial {
  const person = of.person ?? scene.person;
  return simulate({
    graph,
    contact: person.contact,
    zone: person.zone,
    startAt: of.startAt,
    entry: { by: "hand", signalId: null, correlationKey: null, data: of.data ?? {} },
    governor: realGovernor({
      facts: person.facts,
      ledger: person.ledger,
      waiting: person.waiting,
      rules: scene.trial.rules,
      sequence: scene.trial.sequence,
      memberOf: (senderId) => scene.trial.memberOf[senderId] ?? null,
    }),
    choices: of.choices,
    settings: scene.settings,
    enrollmentId: `try/${person.contact.id}`,
  });
}

/** The first so many steps of it as the canvas inks them; null: all. */
export function inkTrial(trial: Trial, shown: number | null): WalkedPath {
  const visits = shown === null ? trial.visits : trial.visits.slice(0, shown);
  const stamps = new Map<NodeId, number[]>();
  const lines = new Set<string>();
  visits.forEach(({ nodeId, outlet }, index) => {
    stamps.set(nodeId, [...(stamps.get(nodeId) ?? []), index + 1]);
    const isLast = index === visits.length - 1;
    if (outlet !== null && !(isLast && visits.length < trial.visits.length)) lines.add(edgeKey(nodeId, outlet));
  });
  const over = visits.length === trial.visits.length && trial.state.status === "finished";
  return { stamps, lines, at: over ? null : (visits.at(-1)?.nodeId ?? null) };
}
