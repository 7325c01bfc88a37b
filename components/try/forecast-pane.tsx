"use client";

import { useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { Stat, StatList } from "@/components/ui/stat";
import { outletsOf } from "@/core/compile";
import { nodesOf, stepLabel } from "@/core/graph";
import { nodeTypeOf } from "@/core/nodes";
import type { TryPanelProps } from "./try-panel";

const ForecastChart = dynamic(() => import("./forecast-chart").then((module) => module.ForecastChart), {
  ssr: false,
  loading: () => <Skeleton className="h-44 w-full" />,
});

const figures = new Intl.NumberFormat("en");
/** Until somebody says otherwise. */
const USUAL_SHARE = 10;

/** What a segment would get, day by day, if all of it entered now. */
export function ForecastPane({ sequenceId, graph }: TryPanelProps) {
  const trpc = useTRPC();
  const { vocabulary } = useVocabulary();
  const [segmentId, setSegmentId] = useState<string | null>(null);
  const [shares, setShares] = useState<Readonly<Record<string, string>>>({});
  const forecast = useMutation(trpc.trials.forecast.mutationOptions());
  const segments = (vocabulary?.segments ?? []).filter(({ archived }) => !archived);
  const waits = nodesOf(graph).filter(({ kind }) => nodeTypeOf(kind)?.provokedBy !== undefined);
  const shareOf = (key: string) => Math.min(100, Math.max(0, Number(shares[key] ?? USUAL_SHARE) || 0)) / 100;
  if (segments.length === 0)
    return (
      <EmptyState size="inline" title="No segment yet">
        A segment is a group of contacts by what is known of them. Make one, and this says what all of it would get.
      </EmptyState>
    );
  const result = forecast.data;
  return (
    <div className="flex flex-col gap-5">
      <Field label="Segment" nativeLabel={false}>
        <Select
          aria-label="Segment"
          placeholder="Choose a segment"
          options={segments.map(({ id, name }) => ({ value: id, label: name }))}
          value={segmentId}
          onValueChange={setSegmentId}
        />
      </Field>
      {waits.map((node) => (
        <fieldset key={node.id} className="flex flex-col gap-1.5">
          <legend className="mb-1 font-medium text-ink2 text-sm">Of those who come to {stepLabel(node)}</legend>
          {outletsOf(graph, node.id)
            .filter(({ id }) => id !== "timeout" && id !== "done")
            .map(({ id, label }) => {
              const key = `${node.id} ${id}`;
              return (
                <div key={id} className="flex items-center gap-2 text-sm">
                  <span className="w-20">
                    <Input
                      inputMode="numeric"
                      aria-label={`${label} at ${stepLabel(node)}, per cent`}
                      value={shares[key] ?? String(USUAL_SHARE)}
                      onValueChange={(value: string) => setShares({ ...shares, [key]: value })}
                    />
                  </span>
                  <span aria-hidden="true">% {label}</span>
                </div>
              );
            })}
        </fieldset>
      ))}
      <Button
        variant="primary"
        className="self-start"
        busy={forecast.isPending}
        disabled={segmentId === null}
        onClick={() =>
          segmentId !== null &&
          forecast.mutate({
            id: sequenceId,
            graph,
            segmentId,
            reactions: Object.fromEntries(
              waits.map((node) => [
                node.id,
                Object.fromEntries(
                  outletsOf(graph, node.id)
                    .filter(({ id }) => id !== "timeout" && id !== "done")
                    .map(({ id }) => [id, shareOf(`${node.id} ${id}`)]),
                ),
              ]),
            ),
          })
        }
      >
        Forecast
      </Button>
      {forecast.error ? (
        <Callout tone="rust" live="alert" title="No forecast">
          {errorMessage(forecast.error)}
        </Callout>
      ) : null}
      {result ? (
        <div className="flex flex-col gap-4">
          <StatList>
            <Stat value={figures.format(result.people)} label="people" />
            <Stat value={figures.format(result.sent)} label="mails would leave" />
            <Stat value={figures.format(result.held)} label="held first" />
            <Stat value={figures.format(result.skipped)} label="skipped" />
          </StatList>
          <ForecastChart days={result.days} startAt={result.startAt} />
          <p className="text-caption text-ink3">
            Each person once, with their own hours, choices and what they got before.{" "}
            {result.unfinished > 0 ? `${figures.format(result.unfinished)} are still inside after 90 days. ` : ""}
            {result.cut ? "Counted with the first 20,000 of the segment. " : ""}A sender’s daily limit is not shared out
            among them.
          </p>
        </div>
      ) : null}
    </div>
  );
}
