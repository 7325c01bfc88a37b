import type { Forecast } from "@/core/attention/decision";
import type { World } from "@/core/facts";
import { toDate, toEpochMs } from "@/core/instant";
import { nodeTypeOf } from "@/core/nodes";
import { type PlannedPath, planPath } from "@/core/plan";
import type { Tx } from "@/db/client";
import type { EnrollmentRow } from "@/server/services/enrollments/load-enrollments";
import { loadWorlds } from "@/server/services/enrollments/load-worlds";
import type { EnrollmentSource, JourneySource } from "@/server/services/journeys/load";
import { type JourneyRow, journeyRow } from "@/server/services/journeys/row";
import { type Speaker, summaryOf } from "@/server/services/journeys/speaker";
import { passageOf } from "@/server/services/journeys/visit-rows";

export interface Ahead {
  readonly path: PlannedPath;
  readonly world: World;
}

/** What lies ahead of each passage that is under way: up to the next undecided wait or branch (SEMANTICS §9). */
export async function planAhead(
  tx: Tx,
  at: { workspaceId: string; personId: string; clockOffsetMs: number },
  source: JourneySource,
  forecasts: ReadonlyMap<string, Forecast>,
): Promise<Map<string, Ahead>> {
  const active = source.enrollments.filter(({ status }) => status === "active");
  if (active.length === 0) return new Map();
  const versions = new Map(
    active.map(({ versionId, sequenceId, graph, settings }) => [
      versionId,
      { id: versionId, sequenceId, graph, settings },
    ]),
  );
  const worlds = await loadWorlds(
    tx,
    active.map((one) => toRow(one, at)),
    versions,
  );
  const leavesAt = new Map(source.touches.map(({ id, key }) => [key, forecasts.get(id)?.at ?? undefined]));
  const ahead = new Map<string, Ahead>();
  for (const enrollment of active) {
    const world = worlds.get(enrollment.id);
    if (world === undefined) continue;
    const path = planPath(enrollment.graph, enrollment.state, world, (key) => leavesAt.get(key));
    ahead.set(enrollment.id, { path, world });
  }
  return ahead;
}

const toRow = (
  one: EnrollmentSource,
  at: { workspaceId: string; personId: string; clockOffsetMs: number },
): EnrollmentRow => ({
  id: one.id,
  workspaceId: at.workspaceId,
  sequenceId: one.sequenceId,
  versionId: one.versionId,
  contactId: one.contactId,
  personId: at.personId,
  companyId: one.companyId,
  status: one.status,
  state: one.state,
  epoch: one.epoch,
  stepsInEpoch: one.stepsInEpoch,
  entrySignalId: one.entrySignalId,
  ownerId: one.ownerId,
  teamId: one.teamId,
  sequenceCreatedAt: toEpochMs(one.sequenceCreatedAt),
  clockOffsetMs: at.clockOffsetMs,
});

/** The path ahead in rows: steps with dates, then "then, if …" without. */
export function plannedRows(source: JourneySource, ahead: ReadonlyMap<string, Ahead>, speaker: Speaker): JourneyRow[] {
  return source.enrollments.flatMap((enrollment) => {
    const path = ahead.get(enrollment.id)?.path;
    if (path === undefined) return [];
    const shared = { ...passageOf(enrollment), tense: "planned" as const };
    const open = enrollment.state.pause !== null && enrollment.state.pause.until === null;
    const made = new Set(source.touches.map(({ key }) => key));
    const steps = path.steps
      .filter(({ key }) => !made.has(key))
      .map((step) => {
        const node = enrollment.graph.nodes[step.nodeId];
        const type = node === undefined ? null : nodeTypeOf(node.kind);
        const summary = summaryOf(enrollment.graph, step.nodeId, speaker.namesIn(enrollment.graph));
        return journeyRow({
          ...shared,
          id: step.key,
          at: open ? null : toDate(step.at),
          kind: step.sends ? "mail" : "step",
          tone: type?.tone ?? "ink",
          title: step.sends
            ? `Will send ${speaker.step(enrollment.graph, step.nodeId)}`
            : speaker.step(enrollment.graph, step.nodeId),
          reason: step.sends ? "When it is due, everything else this person gets is weighed with it." : summary || null,
          nodeId: step.nodeId,
          step: step.step,
          visit: step.visit,
        });
      });
    const then = path.outcomes.map((outcome, index) =>
      journeyRow({
        ...shared,
        id: `${enrollment.id}/then/${String(index).padStart(3, "0")}/${outcome.outlet}`,
        at: null,
        kind: "then",
        tone: "iris",
        title: `Then, if ${outcome.label}: ${outcome.nodeId === null ? "leaves here" : speaker.step(enrollment.graph, outcome.nodeId)}`,
        nodeId: outcome.nodeId,
        step: outcome.nodeId === null ? null : (enrollment.graph.nodes[outcome.nodeId]?.step ?? null),
      }),
    );
    return [...steps, ...then];
  });
}
