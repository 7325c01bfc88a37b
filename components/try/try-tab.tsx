"use client";

import { cn } from "@/components/ui/cn";
import type { NodeId, OutletId } from "@/core/graph";
import { edgeKey } from "@/core/structure";
import type { Trying } from "./use-trying";

/** On the tab of an outcome: press it, and the person takes it. */
export function TryTab({
  trying,
  nodeId,
  outlet,
  label,
}: {
  trying: Trying;
  nodeId: NodeId;
  outlet: OutletId;
  label: string;
}) {
  const chosen = trying.choices[nodeId]?.outlet === outlet;
  const taken = trying.path?.lines.has(edgeKey(nodeId, outlet)) ?? false;
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={chosen}
      onClick={() => trying.choose(nodeId, outlet)}
      className={cn(
        "nodrag touch-target mx-auto block size-3 rounded-pill border-2 align-middle hover:border-iris",
        chosen ? "border-iris bg-iris" : taken ? "border-ink bg-ink" : "border-line2 bg-surface",
      )}
    />
  );
}
