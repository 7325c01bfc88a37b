"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Activity } from "lucide-react";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useCallback, useLayoutEffect, useMemo, useState } from "react";
import { drawCards } from "@/components/canvas/draw-cards";
import { FlowCanvas, useCanvasActions } from "@/components/canvas/flow-canvas";
import { toFlow } from "@/components/canvas/to-flow";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { MoveNotice } from "@/components/publish/move-notice";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { CanvasSkeleton } from "@/components/ui/page-skeleton";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { useTheme } from "@/components/ui/theme-provider";
import { type NodeId, nodesOf, stepLabel } from "@/core/graph";
import { nodeTypeOf } from "@/core/nodes";
import { createFigureStore } from "./figure-store";
import { lineWidths } from "./line-widths";
import { LiveActions } from "./live-actions";
import { countsInput, type FigureSource, LiveFoot, LiveTab, LiveWaiting, type Range, ranges } from "./live-figures";
import { LivePanel } from "./live-panel";
import { type SequenceHead, SequenceHeaderBar } from "./sequence-header-bar";

const ALL = "all";
const REFRESH_MS = 10_000;
const noAdding = () => undefined;

/** The sequence at work: the canvas read-only, with people on it. */
export function LiveScreen({
  sequence,
  workspace,
}: {
  sequence: SequenceHead & { liveVersion: { id: string } | null };
  workspace: string;
}) {
  const { liveVersion } = sequence;
  return (
    <div className="shell-height flex flex-col">
      <SequenceHeaderBar sequence={sequence} workspace={workspace} view="live">
        <LiveActions sequence={sequence} workspace={workspace} />
      </SequenceHeaderBar>
      {liveVersion ? (
        <LiveCanvas sequence={sequence} workspace={workspace} liveVersionId={liveVersion.id} />
      ) : (
        <EmptyState
          icon={<Activity />}
          title="Not published yet"
          action={
            <ButtonLink variant="primary" href={`/${workspace}/sequences/${sequence.id}/draft`}>
              Go to the draft
            </ButtonLink>
          }
        >
          Once it is live you see here who is where, what left, and what is held and why, as it happens.
        </EmptyState>
      )}
    </div>
  );
}

function LiveCanvas({
  sequence,
  workspace,
  liveVersionId,
}: {
  sequence: SequenceHead;
  workspace: string;
  liveVersionId: string;
}) {
  const trpc = useTRPC();
  const { names } = useVocabulary();
  const { resolved } = useTheme();
  const [{ step, version, range }, set] = useQueryStates(
    { step: parseAsString, version: parseAsString, range: parseAsStringLiteral(ranges).withDefault("all") },
    { history: "replace", shallow: true },
  );
  const base = `/${workspace}/sequences/${sequence.id}/people`;
  const [figures] = useState(createFigureStore);
  const source = useMemo(
    (): FigureSource => ({
      id: sequence.id,
      versionId: version,
      range,
      figures,
      peopleHref: (filter) =>
        `${base}?${new URLSearchParams({ ...(range === "all" || filter.status ? {} : { range }), ...filter, ...(version ? { version } : {}) })}`,
    }),
    [sequence.id, version, range, base, figures],
  );
  const versions = useQuery(trpc.sequences.versions.queryOptions({ id: sequence.id }));
  const drawn = useQuery(trpc.sequences.version.queryOptions({ versionId: version ?? liveVersionId }));
  const counts = useQuery({
    ...trpc.sequences.counts.queryOptions(countsInput(source)),
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  });
  const graph = drawn.data?.graph;
  const nodes = counts.data?.nodes;
  useLayoutEffect(() => {
    if (nodes) figures.take(nodes);
  }, [figures, nodes]);
  const selected = useMemo(
    () => (graph ? (nodesOf(graph).find((node) => stepLabel(node) === step)?.id ?? null) : null),
    [graph, step],
  );
  const labelOf = useCallback(
    (id: NodeId) => {
      const node = graph?.nodes[id];
      return node ? stepLabel(node) : "";
    },
    [graph],
  );
  const actions = useCanvasActions({
    select: useCallback((id: NodeId) => void set({ step: labelOf(id) }), [set, labelOf]),
    add: noAdding,
    foot: useCallback(
      (id: NodeId) => (
        <LiveFoot
          source={source}
          nodeId={id}
          step={labelOf(id)}
          sends={nodeTypeOf(graph?.nodes[id]?.kind ?? "")?.sends ?? false}
        />
      ),
      [source, labelOf, graph],
    ),
    tab: useCallback(
      (id: NodeId, outlet: string) => <LiveTab source={source} nodeId={id} outlet={outlet} step={labelOf(id)} />,
      [source, labelOf],
    ),
    under: useCallback(
      (id: NodeId) => <LiveWaiting source={source} nodeId={id} step={labelOf(id)} />,
      [source, labelOf],
    ),
  });
  const widths = useStableWidths(useMemo(() => (graph && nodes ? lineWidths(graph, nodes) : null), [graph, nodes]));
  const cards = useMemo(
    () => (graph ? drawCards({ graph, problems: [], names, hasFoot: true }) : null),
    [graph, names],
  );
  const flow = useMemo(
    () =>
      cards
        ? toFlow(
            {
              editable: false,
              hasFoot: true,
              path: null,
              selected,
              tabStop: selected ?? cards.drawn.ids[0] ?? null,
              ...(widths ? { widths } : {}),
            },
            cards,
          )
        : null,
    [cards, selected, widths],
  );
  const error = drawn.error ?? counts.error;
  if (error && (!flow || !counts.data))
    return (
      <Failure onRetry={() => void Promise.all([drawn.refetch(), counts.refetch()])}>{errorMessage(error)}</Failure>
    );
  if (!flow || !graph || !counts.data) return <CanvasSkeleton />;
  return (
    <div className="flex min-h-0 flex-1 max-lg:flex-col">
      <FlowCanvas
        key={version ?? liveVersionId}
        flow={flow}
        actions={actions}
        colorMode={resolved}
        editable={false}
        fit
        walks
        shown={selected}
        label={`${sequence.name} at work`}
      />
      <aside
        aria-label="Figures"
        className="min-h-0 overflow-y-auto border-line bg-surface max-lg:max-h-[45%] max-lg:border-t lg:w-[23rem] lg:border-l"
      >
        <div className="flex flex-col gap-3 px-5 pt-4">
          <Segmented<Range>
            label="What happened since"
            size="sm"
            value={range}
            onValueChange={(next) => void set({ range: next })}
            options={[
              { value: "all", label: "All time" },
              { value: "today", label: "Today" },
              { value: "7d", label: "7 days" },
              { value: "30d", label: "30 days" },
            ]}
          />
          <MoveNotice sequenceId={sequence.id} />
          {(versions.data?.length ?? 0) > 1 ? (
            <Select
              aria-label="Version"
              options={[
                { value: ALL, label: "All versions", hint: "Drawn on the live one" },
                ...(versions.data ?? []).map(({ id, number, people }) => ({
                  value: id,
                  label: `Version ${number}`,
                  hint: `${people} inside`,
                })),
              ]}
              value={version ?? ALL}
              onValueChange={(next) => void set({ version: next === ALL ? null : next })}
            />
          ) : null}
        </div>
        <LivePanel
          source={source}
          counts={counts.data}
          updatedAt={counts.dataUpdatedAt}
          onRetry={() => void counts.refetch()}
          labelOf={labelOf}
          contactHref={(contactId) => `/${workspace}/contacts/${contactId}`}
        />
      </aside>
    </div>
  );
}

/** The same map while the lines are as thick: the canvas is then not laid out again. */
function useStableWidths(widths: Map<string, number> | null): Map<string, number> | null {
  const said = widths ? [...widths].join() : "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal text is equal widths
  return useMemo(() => widths, [said]);
}
