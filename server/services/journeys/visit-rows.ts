import type { Because } from "@/core/because";
import { readConfig } from "@/core/config";
import { effectKey } from "@/core/effect";
import { toDate } from "@/core/instant";
import { mergeTitle } from "@/core/merge-title";
import type { AnyNodeType, Tone } from "@/core/node-type";
import { nodeTypeOf } from "@/core/nodes";
import type { EnrollmentSource, JourneySource } from "@/server/services/journeys/load";
import { pausedInWords } from "@/server/services/journeys/pause-words";
import { type JourneyRow, journeyRow } from "@/server/services/journeys/row";
import { type Speaker, summaryOf } from "@/server/services/journeys/speaker";

/** What belongs to every row of one passage. */
export const passageOf = (enrollment: EnrollmentSource) => ({
  enrollmentId: enrollment.id,
  sequenceId: enrollment.sequenceId,
  sequenceName: enrollment.sequenceName,
});

/** A row for each step somebody came to, and one for the end. Mails that were made speak for their step themselves. */
export function visitRows(source: JourneySource, speaker: Speaker): JourneyRow[] {
  const made = new Set(source.touches.map(({ key }) => key));
  const byId = new Map(source.enrollments.map((one) => [one.id, one]));
  const steps = source.visits.flatMap((visit) => {
    const enrollment = byId.get(visit.enrollmentId);
    const node = enrollment?.graph.nodes[visit.nodeId];
    if (!enrollment) return [];
    const type = node === undefined ? null : nodeTypeOf(node.kind);
    if (type?.sends && made.has(effectKey(enrollment.id, visit.nodeId, visit.number))) return [];
    const here = visit.leftAt === null && enrollment.status === "active";
    const { record } = visit;
    return journeyRow({
      ...passageOf(enrollment),
      id: visit.id,
      tense: here ? "present" : "past",
      at: visit.enteredAt,
      kind: type?.entry ? "entered" : "step",
      tone: type?.tone ?? "ink",
      title: type?.entry ? `Entered “${enrollment.sequenceName}”` : titleOf(enrollment, visit.nodeId, type, speaker),
      reason:
        (here ? pausedInWords(enrollment, speaker) : null) ??
        reasonOf(record.cameBy, record.because, type, (why) => speaker.because(why, enrollment)),
      stamp: visit.ordinal,
      nodeId: visit.nodeId,
      step: record.step,
      visit: visit.number,
    });
  });
  return [...steps, ...source.enrollments.flatMap((one) => endRow(one, speaker))];
}

function titleOf(enrollment: EnrollmentSource, nodeId: string, type: AnyNodeType | null, speaker: Speaker): string {
  const node = enrollment.graph.nodes[nodeId];
  const card = node && type ? type.cardTitle?.(readConfig(node, type).config) : null; // as it is called on the canvas
  const summary = summaryOf(enrollment.graph, nodeId, speaker.namesIn(enrollment.graph));
  return `S${node?.step ?? "?"} ${node?.name ?? (card ? mergeTitle(card) : null) ?? (summary === "" ? (type?.title ?? "A deleted step") : summary)}`;
}

/** How it was left, or what it is doing; an unusual way in is said first. */
function reasonOf(
  cameBy: Because,
  because: Because | null,
  type: AnyNodeType | null,
  say: (why: Because) => string,
): string | null {
  if (type?.entry) return say(cameBy);
  const unusual = cameBy.code === "came-from" ? null : say(cameBy);
  const doing = because === null ? null : say(because);
  return [unusual, doing].filter((part) => part !== null).join(" ") || null;
}

const endTones: Readonly<Record<string, Tone>> = {
  goal: "pine",
  "exit-rule": "slate",
  stopped: "rust",
  broken: "rust",
};

function endRow(enrollment: EnrollmentSource, speaker: Speaker): JourneyRow[] {
  const { end } = enrollment.state;
  if (end === null) return [];
  return [
    journeyRow({
      ...passageOf(enrollment),
      id: `${enrollment.id}/end`,
      tense: "past",
      at: toDate(end.at),
      kind: "ended",
      tone: endTones[end.reason] ?? "ink",
      title: `Left “${enrollment.sequenceName}”`,
      reason: speaker.because(end.because, enrollment),
      nodeId: end.nodeId,
      step: end.nodeId === null ? null : (enrollment.graph.nodes[end.nodeId]?.step ?? null),
    }),
  ];
}
