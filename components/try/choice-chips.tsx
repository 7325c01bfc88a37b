"use client";

import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Select } from "@/components/ui/select";
import { outletsOf } from "@/core/compile";
import { type Graph, stepLabel } from "@/core/graph";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/core/instant";
import { nodeTypeOf } from "@/core/nodes";
import type { Trial } from "./run-trial";
import type { Trying } from "./use-trying";

export const delays = [
  { value: String(10 * MINUTE_MS), label: "after 10 minutes" },
  { value: String(HOUR_MS), label: "after 1 hour" },
  { value: String(5 * HOUR_MS), label: "after 5 hours" },
  { value: String(DAY_MS), label: "after 1 day" },
  { value: String(2 * DAY_MS), label: "after 2 days" },
  { value: String(4 * DAY_MS), label: "after 4 days" },
];

/** The option that is meant; null: one that is not offered. */
export const toDelay = (options: readonly { value: string }[], afterMs: number): string | null =>
  options.find(({ value }) => value === String(afterMs))?.value ?? null;

/** One of the things a person may do. */
export function Chip({
  pressed,
  taken = false,
  onPress,
  children,
}: {
  pressed: boolean;
  /** The way went there without being told to. */
  taken?: boolean;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className={cn(
        "touch-target rounded-pill border px-2.5 py-0.5 font-medium text-sm transition-colors duration-80",
        pressed
          ? "border-iris bg-iris-tint text-iris"
          : taken
            ? "border-ink2 text-ink"
            : "border-line bg-surface2 text-ink2 hover:border-line2",
      )}
    >
      {children}
    </button>
  );
}

/** For each step on the way that splits it: what the person does there. */
export function ChoiceChips({
  graph,
  trial,
  shown,
  trying,
  name,
}: {
  graph: Graph;
  trial: Trial;
  shown: number | null;
  trying: Trying;
  name: string;
}) {
  const seen = [...new Set(trial.visits.slice(0, shown ?? undefined).map(({ nodeId }) => nodeId))];
  const splits = seen.flatMap((id) => {
    const node = graph.nodes[id];
    const type = node === undefined ? null : nodeTypeOf(node.kind);
    return node && (type?.decides || type?.force) ? [{ node, isWait: type.force === undefined }] : [];
  });
  if (splits.length === 0) return null;
  return (
    <div className="flex flex-col gap-3">
      {splits.map(({ node, isWait }) => {
        const choice = trying.choices[node.id];
        const taken = trial.visits.find(({ nodeId }) => nodeId === node.id)?.outlet;
        return (
          <fieldset key={node.id} className="min-w-0">
            <legend className="mb-1.5 font-medium text-ink2 text-sm">
              {isWait ? `What does ${name} do at ${stepLabel(node)}?` : `Which way at ${stepLabel(node)}?`}
            </legend>
            <div className="flex flex-wrap items-center gap-1.5">
              {outletsOf(graph, node.id)
                .filter(({ id }) => id !== "done")
                .map(({ id, label }) => {
                  const isTimeout = isWait && id === "timeout";
                  const chosen = choice === undefined ? isTimeout : choice.outlet === id;
                  return (
                    <Chip
                      key={id}
                      pressed={chosen}
                      taken={taken === id}
                      onPress={() => trying.choose(node.id, isTimeout ? null : id)}
                    >
                      {isTimeout ? "Nothing" : label}
                    </Chip>
                  );
                })}
              {isWait && choice && choice.outlet !== "timeout" ? (
                <Select
                  size="sm"
                  className="w-40"
                  aria-label={`How long after, at ${stepLabel(node)}`}
                  options={delays}
                  value={toDelay(delays, choice.afterMs)}
                  onValueChange={(value) => trying.choose(node.id, choice.outlet, Number(value))}
                />
              ) : null}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}
