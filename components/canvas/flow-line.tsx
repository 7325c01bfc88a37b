"use client";

import { memo } from "react";
import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, useStore } from "reactflow";
import { FAR_ZOOM } from "./far-zoom";
import { linePath } from "./line-path";
import { PlusButton, type PlusPlace } from "./plus-button";

export interface StepLineData extends Record<string, unknown> {
  readonly lane: number;
  readonly alone: boolean;
  readonly viaX: number | null;
  readonly editable: boolean;
  readonly path: "taken" | "untaken" | null;
  /** Pixels; the share of people in the live view. */
  readonly width: number;
  readonly spoken: string;
  readonly place: PlusPlace;
}
export type StepFlowLine = Edge<StepLineData, "line">;

/** Handles are dots of this many pixels on the card's edge; React Flow counts from their far side. */
const HANDLE = 8;

/** A line between two cards, with the plus that puts a step on it. */
export const StepLine = memo(function StepLine(props: EdgeProps<StepFlowLine>) {
  const { sourceX, sourceY, targetX, targetY, data, source, sourceHandleId } = props;
  const isFar = useStore((state) => state.transform[2] < FAR_ZOOM);
  if (!data) return null;
  const { path, plusX, plusY } = linePath({
    fromX: sourceX,
    fromY: sourceY - HANDLE / 2,
    toX: targetX,
    toY: targetY + HANDLE / 2,
    lane: data.lane,
    alone: data.alone,
    viaX: data.viaX,
  });
  return (
    <>
      <BaseEdge path={path} style={strokeOf(data)} interactionWidth={0} />
      {data.editable && !isFar && sourceHandleId ? (
        <EdgeLabelRenderer>
          <PlusButton
            slot={{ from: source, outlet: sourceHandleId }}
            label={data.spoken}
            place={data.place}
            style={{ transform: `translate(-50%, -50%) translate(${plusX}px, ${plusY}px)` }}
            className="pointer-events-auto absolute"
          />
        </EdgeLabelRenderer>
      ) : null}
    </>
  );
});

/** Wider ones are people. */
const PLAIN = 1.6;

function strokeOf({ path, width }: StepLineData) {
  if (path === "taken") return { stroke: "var(--color-ink)", strokeWidth: 3 };
  if (path === "untaken") return { stroke: "var(--color-line2)", strokeWidth: 1.6, strokeDasharray: "3 4" };
  return { stroke: width > PLAIN ? "var(--color-pine)" : "var(--color-line2)", strokeWidth: width };
}
