import type { inferRouterOutputs } from "@trpc/server";
import { type Graph, stepLabel } from "@/core/graph";
import { partsAt, pathOf } from "@/core/try-check";
import type { AppRouter } from "@/server/api/root";
import { runTrial, type TrialScene } from "./run-trial";

export type SavedCheck = inferRouterOutputs<AppRouter>["trials"]["checks"][number];

export interface CheckResult {
  readonly check: SavedCheck;
  readonly holds: boolean;
  /** Where the way parts from the one that was kept. */
  readonly words: string;
}

/** Runs the kept cases again: does each still take the way it took? With today's rules, and the case's own facts. */
export function runChecks(checks: readonly SavedCheck[], graph: Graph, scene: TrialScene): CheckResult[] {
  return checks.map((check) => {
    const { tried, expected } = check;
    const zone = tried.facts.zone.id;
    const person = { contact: tried.contact, zone, facts: tried.facts, ledger: tried.ledger, waiting: [] };
    const found = pathOf(
      runTrial(graph, scene, { startAt: tried.startAt, choices: tried.choices, data: tried.data, person }),
    );
    const parts = partsAt(expected, found);
    if (parts === null) return { check, holds: true, words: "takes the way it took" };
    const node = parts.nodeId === null ? undefined : graph.nodes[parts.nodeId];
    return { check, holds: false, words: node ? `goes another way from ${stepLabel(node)}` : "ends another way" };
  });
}
