import type { WalkedPath } from "@/components/canvas/to-flow";
import type { NodeId } from "@/core/graph";
import { edgeKey } from "@/core/structure";
import type { PassagePath } from "./journey-data";

/** The passage as the canvas inks it: numbers on steps, lines that were taken, where the person stands. */
export function toWalkedPath({
  visits,
  here,
  enrollment,
}: Pick<PassagePath, "visits" | "here" | "enrollment">): WalkedPath {
  const stamps = new Map<NodeId, number[]>();
  const lines = new Set<string>();
  for (const { ordinal, nodeId, outlet } of visits) {
    stamps.set(nodeId, [...(stamps.get(nodeId) ?? []), ordinal]);
    if (outlet !== null) lines.add(edgeKey(nodeId, outlet));
  }
  return { stamps, lines, at: enrollment.status === "active" ? (here?.nodeId ?? null) : null };
}
