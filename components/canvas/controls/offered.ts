import type { ComboboxOption } from "@/components/ui/combobox-list";

/** A thing of the workspace as a picker gets it. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly archived?: boolean;
}

/** What a picker offers: nothing archived, except what was chosen before it was, which says so. */
export function toOptions(list: readonly Named[], chosen: string | readonly string[] | null): ComboboxOption[] {
  return list
    .filter(({ id, archived }) => archived !== true || chosen === id || (Array.isArray(chosen) && chosen.includes(id)))
    .map(({ id, name, archived }) => ({ value: id, label: archived === true ? `${name} (archived)` : name }));
}
