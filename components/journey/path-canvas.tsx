"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { drawCards } from "@/components/canvas/draw-cards";
import { FlowCanvas, useCanvasActions } from "@/components/canvas/flow-canvas";
import { toFlow } from "@/components/canvas/to-flow";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Failure } from "@/components/ui/failure";
import { CanvasSkeleton } from "@/components/ui/page-skeleton";
import { useTheme } from "@/components/ui/theme-provider";
import type { NodeId } from "@/core/graph";
import { toWalkedPath } from "./walked-path";

const noAdding = () => undefined;

/** The version a person ran, with their way through it in ink. */
export function PathCanvas({
  enrollmentId,
  lit,
  shown,
  onSelect,
}: {
  enrollmentId: string;
  /** The step the timeline points at: ringed. */
  lit: NodeId | null;
  /** The step to bring into view; null: where the person stands. */
  shown: NodeId | null;
  onSelect: (nodeId: NodeId) => void;
}) {
  const trpc = useTRPC();
  const { names } = useVocabulary();
  const { resolved } = useTheme();
  const path = useQuery(trpc.journeys.path.queryOptions({ enrollmentId }));
  const actions = useCanvasActions({ select: onSelect, add: noAdding });
  const data = path.data;
  const graph = data?.version.graph;
  const cards = useMemo(
    () => (graph ? drawCards({ graph, problems: [], names, hasFoot: false }) : null),
    [graph, names],
  );
  const flow = useMemo(
    () =>
      data === undefined || cards === null
        ? null
        : toFlow(
            {
              editable: false,
              hasFoot: false,
              path: toWalkedPath(data),
              selected: lit,
              tabStop: data.here?.nodeId ?? data.visits.at(-1)?.nodeId ?? null,
            },
            cards,
          ),
    [data, cards, lit],
  );
  if (path.error && !data) return <Failure onRetry={() => void path.refetch()}>{errorMessage(path.error)}</Failure>;
  if (!data || !flow) return <CanvasSkeleton />;
  return (
    <FlowCanvas
      key={enrollmentId}
      flow={flow}
      actions={actions}
      colorMode={resolved}
      editable={false}
      fit
      walks
      shown={shown ?? data.here?.nodeId ?? null}
      label={`Path through ${data.sequence.name}, version ${data.version.number}`}
    />
  );
}
