"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsBoolean, parseAsString, useQueryStates } from "nuqs";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { useTRPC } from "@/components/trpc/react";
import { Combobox } from "@/components/ui/combobox";
import { SearchInput } from "@/components/ui/search-input";
import { Switch } from "@/components/ui/switch";
import type { ContactFilter } from "./use-contact-rows";

const keys = {
  search: parseAsString,
  tag: parseAsString,
  owner: parseAsString,
  segment: parseAsString,
  archived: parseAsBoolean,
};
const NOBODY = "nobody";

/** What the list is narrowed to, kept in the address so that it can be sent to a colleague. */
export function useContactFilters() {
  const [state, set] = useQueryStates(keys, { history: "replace", shallow: true });
  const filter: ContactFilter = {
    ...(state.search?.trim() ? { search: state.search.trim() } : {}),
    ...(state.tag ? { tag: state.tag } : {}),
    ...(state.owner ? { ownerId: state.owner === NOBODY ? null : state.owner } : {}),
    ...(state.segment ? { segmentId: state.segment } : {}),
    ...(state.archived ? { archived: true } : {}),
  };
  return { state, set, filter, narrowed: Object.keys(filter).length > 0 };
}

export function ContactFilters({ filters }: { filters: ReturnType<typeof useContactFilters> }) {
  const trpc = useTRPC();
  const { vocabulary } = useVocabulary();
  const tags = useQuery(trpc.contacts.tags.queryOptions());
  const { state, set } = filters;
  return (
    <search className="flex flex-wrap items-center gap-2">
      <div className="w-full sm:w-64">
        <SearchInput
          aria-label="Search contacts"
          placeholder="Name or address"
          value={state.search ?? ""}
          onSearch={(search) => void set({ search: search === "" ? null : search })}
        />
      </div>
      <Combobox
        aria-label="Tag"
        className="w-36"
        placeholder="Any tag"
        clearable
        options={(tags.data ?? []).map(({ tag, count }) => ({ value: tag, label: tag, hint: `${count}` }))}
        value={state.tag}
        onValueChange={(tag) => void set({ tag })}
      />
      <Combobox
        aria-label="Owner"
        className="w-40"
        placeholder="Any owner"
        clearable
        options={[
          { value: NOBODY, label: "Nobody" },
          ...(vocabulary?.members ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={state.owner}
        onValueChange={(owner) => void set({ owner })}
      />
      <Combobox
        aria-label="Segment"
        className="w-44"
        placeholder="Any segment"
        clearable
        options={(vocabulary?.segments ?? [])
          .filter(({ archived }) => !archived)
          .map(({ id, name }) => ({ value: id, label: name }))}
        value={state.segment}
        onValueChange={(segment) => void set({ segment })}
      />
      <Switch
        label="Archived"
        checked={state.archived ?? false}
        onCheckedChange={(archived) => void set({ archived: archived ? true : null })}
      />
    </search>
  );
}
