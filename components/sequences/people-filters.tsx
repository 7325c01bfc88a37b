"use client";

import { X } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { IconButton } from "@/components/ui/icon-button";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { type Graph, nodesOf, stepLabel } from "@/core/graph";
import { sayHeldReason } from "./held-reasons";
import { outletLabel, stepName } from "./step-words";

const ANY = "any";
const keys = {
  search: parseAsString,
  step: parseAsString,
  status: parseAsString,
  touch: parseAsString,
  outlet: parseAsString,
  came: parseAsString,
  version: parseAsString,
  heldBy: parseAsString,
  did: parseAsString,
  range: parseAsString,
};

export const usePeopleFilters = () => useQueryStates(keys, { history: "replace", shallow: true });
export type PeopleFilterState = ReturnType<typeof usePeopleFilters>[0];
type SetFilters = ReturnType<typeof usePeopleFilters>[1];

const states = [
  { value: ANY, label: "Inside or left" },
  { value: "active", label: "Inside now" },
  { value: "finished", label: "Have left" },
] as const;

const mails = [
  { value: ANY, label: "Any mail" },
  { value: "waiting", label: "Mail waiting" },
  { value: "held", label: "Mail held" },
  { value: "accepted", label: "Mail sent" },
  { value: "skipped", label: "Mail skipped" },
  { value: "failed", label: "Mail failed" },
  { value: "unknown", label: "Mail unconfirmed" },
] as const;

const rangeWords: Readonly<Record<string, string>> = {
  today: "since this morning",
  "7d": "in 7 days",
  "30d": "in 30 days",
};

/** A filter that came with a figure of Live, and the way out of it. */
function Narrowed({ children, onClear }: { children: ReactNode; onClear: () => void }) {
  return (
    <span className="flex items-center gap-1 rounded-pill bg-surface2 pl-2.5 text-ink2 text-sm">
      {children}
      <IconButton size="sm" label="Take this filter away" icon={<X />} onClick={onClear} />
    </span>
  );
}

export interface PeopleFiltersProps {
  readonly state: PeopleFilterState;
  readonly set: SetFilters;
  readonly graph: Graph | null;
  /** Number of the version in the address, once it is known. */
  readonly version: number | null;
}

/** Narrows who is where; the figures of Live come here with a filter set. */
export function PeopleFilters({ state, set, graph, version }: PeopleFiltersProps) {
  const steps = graph ? nodesOf(graph) : [];
  const orNull = (value: string) => (value === ANY ? null : value);
  return (
    <search className="flex flex-wrap items-center gap-2">
      <div className="w-full sm:w-60">
        <SearchInput
          aria-label="Search people"
          placeholder="Name or address"
          value={state.search ?? ""}
          onSearch={(search) => void set({ search: search === "" ? null : search })}
        />
      </div>
      <Select
        aria-label="Step"
        className="w-60"
        options={[
          { value: ANY, label: "Any step" },
          ...steps.map((node) => ({ value: stepLabel(node), label: stepName(node) })),
        ]}
        value={state.step ?? ANY}
        onValueChange={(value) => void set({ step: orNull(value), outlet: null, came: null })}
      />
      <Select
        aria-label="Inside or left"
        className="w-40"
        options={states}
        value={states.find(({ value }) => value === state.status)?.value ?? ANY}
        onValueChange={(value) => void set({ status: orNull(value) })}
      />
      <Select
        aria-label="Mail of the step"
        className="w-44"
        options={mails}
        value={mails.find(({ value }) => value === state.touch)?.value ?? ANY}
        onValueChange={(value) => void set({ touch: orNull(value) })}
      />
      <Narrowings state={state} set={set} graph={graph} version={version} />
    </search>
  );
}

/** What narrows the list besides: it came with a figure of Live or of the versions, and goes away piece by piece. */
export function Narrowings({ state, set, graph, version }: PeopleFiltersProps) {
  const { names } = useVocabulary();
  const step = graph ? nodesOf(graph).find((node) => stepLabel(node) === state.step) : undefined;
  return (
    <>
      {state.version ? (
        <Narrowed onClear={() => void set({ version: null })}>on version {version ?? "…"}</Narrowed>
      ) : null}
      {state.outlet && graph && step ? (
        <Narrowed onClear={() => void set({ outlet: null })}>
          left by “{outletLabel(graph, step.id, state.outlet)}”
        </Narrowed>
      ) : null}
      {state.heldBy ? (
        <Narrowed onClear={() => void set({ heldBy: null })}>
          held: {names("rule", state.heldBy) ?? sayHeldReason(state.heldBy)}
        </Narrowed>
      ) : null}
      {state.did ? <Narrowed onClear={() => void set({ did: null })}>who {state.did}</Narrowed> : null}
      {state.range ? (
        <Narrowed onClear={() => void set({ range: null })}>{rangeWords[state.range] ?? state.range}</Narrowed>
      ) : null}
      {state.came ? <Narrowed onClear={() => void set({ came: null })}>everybody who came there</Narrowed> : null}
    </>
  );
}
