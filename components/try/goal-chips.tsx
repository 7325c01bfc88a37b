"use client";

import { Select } from "@/components/ui/select";
import { readConfig, titleOf } from "@/core/config";
import { type Graph, nodesOf, stepLabel } from "@/core/graph";
import { DAY_MS } from "@/core/instant";
import type { Names } from "@/core/names";
import { nodeTypeOf } from "@/core/nodes";
import { describeSignal } from "@/core/signal-filter";
import { REACHED } from "@/core/simulate";
import { Chip, delays, toDelay } from "./choice-chips";
import type { Trying } from "./use-trying";

const days = [...delays, ...[7, 14].map((count) => ({ value: String(count * DAY_MS), label: `after ${count} days` }))];

/** What ends or moves a passage from anywhere: whether the person does it, and how long after they entered. */
export function GoalChips({
  graph,
  names,
  trying,
  name,
}: {
  graph: Graph;
  names: Names;
  trying: Trying;
  name: string;
}) {
  const goals = nodesOf(graph).flatMap((node) => {
    const type = nodeTypeOf(node.kind);
    const what = type?.reachedBy?.(readConfig(node, type).config) ?? null;
    return what === null ? [] : [{ node, words: describeSignal(what.filter, names) }];
  });
  return goals.map(({ node, words }) => {
    const choice = trying.choices[node.id];
    return (
      <fieldset key={node.id} className="min-w-0">
        <legend className="mb-1.5 font-medium text-ink2 text-sm">
          Does {name} reach {stepLabel(node)} “{titleOf(node)}”?
        </legend>
        <div className="flex flex-wrap items-center gap-1.5">
          <Chip pressed={choice === undefined} onPress={() => trying.choose(node.id, null)}>
            No
          </Chip>
          <Chip
            pressed={choice !== undefined}
            onPress={() => trying.choose(node.id, REACHED, choice?.afterMs ?? DAY_MS)}
          >
            {words.charAt(0).toUpperCase() + words.slice(1)}
          </Chip>
          {choice ? (
            <Select
              size="sm"
              className="w-40"
              aria-label={`How long after entering, for ${stepLabel(node)}`}
              options={days}
              value={toDelay(days, choice.afterMs)}
              onValueChange={(value) => trying.choose(node.id, REACHED, Number(value))}
            />
          ) : null}
        </div>
      </fieldset>
    );
  });
}
