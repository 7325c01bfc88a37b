"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { sayHeldReason } from "@/components/sequences/held-reasons";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Select } from "@/components/ui/select";

const keys = {
  rule: parseAsString,
  reason: parseAsString,
  team: parseAsString,
  sequence: parseAsString,
  broadcast: parseAsString,
};

/** What of the held is on view, kept in the address. */
export function useHeldFilter() {
  const [state, set] = useQueryStates(keys, { history: "replace", shallow: true });
  const filter = useMemo(
    () => ({
      ...(state.rule ? { ruleId: state.rule } : {}),
      ...(state.reason ? { reason: state.reason } : {}),
      ...(state.team ? { teamId: state.team } : {}),
      ...(state.sequence ? { sequenceId: state.sequence } : {}),
      ...(state.broadcast ? { broadcastId: state.broadcast } : {}),
    }),
    [state],
  );
  return { state, set, filter, narrowed: Object.keys(filter).length > 0 };
}
export type HeldFilterState = ReturnType<typeof useHeldFilter>;

const ANY = "any";

/** Narrows what is held by why, by whom and by what. `reasons` are those that hold something now. */
export function HeldFilters({
  filter: { state, set, narrowed },
  reasons,
}: {
  filter: HeldFilterState;
  reasons: readonly { reason: string; kind: string; ruleId: string | null; count: number }[];
}) {
  const { vocabulary, names } = useVocabulary();
  const why = state.rule ? `rule ${state.rule}` : state.reason ? `reason ${state.reason}` : ANY;
  const known = reasons.map(({ reason, kind, ruleId, count }) => ({
    value: ruleId === null ? `reason ${kind}` : `rule ${ruleId}`,
    label: ruleId === null ? sayHeldReason(kind) : reason,
    hint: `${count.toLocaleString("en")} held`,
  }));
  const gone =
    known.some(({ value }) => value === why) || why === ANY ? [] : [{ value: why, label: wordFor(state, names) }];
  return (
    <search className="flex flex-wrap items-center gap-2">
      <Select
        aria-label="Held by"
        className="w-56"
        options={[{ value: ANY, label: "Any reason" }, ...known, ...gone]}
        value={why}
        onValueChange={(value) =>
          void set({
            rule: value.startsWith("rule ") ? value.slice(5) : null,
            reason: value.startsWith("reason ") ? value.slice(7) : null,
          })
        }
      />
      <Select
        aria-label="Team"
        className="w-44"
        options={[
          { value: ANY, label: "Any team" },
          ...(vocabulary?.teams ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={state.team ?? ANY}
        onValueChange={(value) => void set({ team: value === ANY ? null : value })}
      />
      <span className="w-60">
        <Combobox
          aria-label="Sequence"
          placeholder="Any sequence"
          clearable
          options={(vocabulary?.sequences ?? [])
            .filter((one) => !one.archived)
            .map(({ id, name }) => ({ value: id, label: name }))}
          value={state.sequence}
          valueLabel={state.sequence ? (names("sequence", state.sequence) ?? "A deleted sequence") : ""}
          onValueChange={(value) => void set({ sequence: value })}
        />
      </span>
      {state.broadcast ? <span className="text-ink2 text-sm">of one broadcast</span> : null}
      {narrowed ? (
        <Button
          variant="quiet"
          size="sm"
          onClick={() => void set({ rule: null, reason: null, team: null, sequence: null, broadcast: null })}
        >
          Show all
        </Button>
      ) : null}
    </search>
  );
}

function wordFor(state: HeldFilterState["state"], names: ReturnType<typeof useVocabulary>["names"]): string {
  if (state.rule) return names("rule", state.rule) ?? "A removed rule";
  return sayHeldReason(state.reason ?? "");
}
