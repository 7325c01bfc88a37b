import { stepLabel } from "@/core/graph";
import type { JourneySource } from "@/server/services/journeys/load";
import { type JourneyRow, journeyRow } from "@/server/services/journeys/row";
import { passageOf } from "@/server/services/journeys/visit-rows";

/** Where somebody was taken to another version of their sequence, or back. */
export function moveRows(source: JourneySource): JourneyRow[] {
  const byId = new Map(source.enrollments.map((one) => [one.id, one]));
  return source.moves.flatMap((move): JourneyRow[] => {
    const enrollment = byId.get(move.enrollmentId);
    if (!enrollment || move.state === "in-flight" || move.state === "stayed") return [];
    const shared = { ...passageOf(enrollment), tense: "past" as const, kind: "step" as const, tone: "slate" as const };
    const place = (graph: typeof move.fromGraph, nodeId: string | null): string => {
      const node = nodeId === null ? undefined : graph.nodes[nodeId];
      return node ? stepLabel(node) : "";
    };
    const from = place(move.fromGraph, move.fromNodeId);
    const to = place(move.toGraph, move.toNodeId);
    const where = to === "" ? "which had no place for them" : from === to ? `at ${to}` : `from ${from} to ${to}`;
    const rows = [
      journeyRow({
        ...shared,
        id: move.id,
        at: move.movedAt,
        title: `Taken along to version ${move.to}, ${where}`,
        reason: "No mail is sent by that. What had not left was made anew with the new version’s words.",
        nodeId: move.toNodeId,
      }),
    ];
    if (move.undoneAt !== null) {
      rows.push(
        journeyRow({
          ...shared,
          id: `${move.id}/back`,
          at: move.undoneAt,
          title: `Back on version ${move.from}${from === "" ? "" : `, at ${from}`}`,
          reason: "The move was undone, and nothing had happened since.",
          nodeId: move.fromNodeId,
        }),
      );
    }
    return rows;
  });
}
