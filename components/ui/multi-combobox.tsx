"use client";

import { Combobox as BaseCombobox } from "@base-ui/react/combobox";
import { Plus, X } from "lucide-react";
import { useMemo } from "react";
import { cn } from "./cn";
import { ComboboxList, type ComboboxListProps, type ComboboxOption } from "./combobox-list";
import { controlStyle } from "./control-style";

export interface MultiComboboxProps extends ComboboxListProps {
  options: readonly ComboboxOption[];
  value: readonly string[];
  onValueChange: (value: string[]) => void;
  /** Given: the caller searches (server) and `options` is the answer; otherwise we filter by label. */
  onSearch?: (text: string) => void;
  /** Words for values that are not among the options (they are one page of a search). */
  labelOf?: (value: string) => string;
  placeholder?: string;
  disabled?: boolean;
  "aria-label"?: string;
  className?: string | undefined;
}

/** Several of many, as chips that can be taken away, and a button that opens the searchable list. */
export function MultiCombobox({
  options,
  value,
  onValueChange,
  onSearch,
  labelOf,
  placeholder = "Add…",
  disabled = false,
  className,
  "aria-label": ariaLabel,
  ...list
}: MultiComboboxProps) {
  const selected = useMemo(() => {
    const byValue = new Map(options.map((option) => [option.value, option]));
    return value.map((id): ComboboxOption => byValue.get(id) ?? { value: id, label: labelOf?.(id) ?? id });
  }, [options, value, labelOf]);

  return (
    <BaseCombobox.Root<ComboboxOption, true>
      multiple
      items={options}
      value={selected}
      onValueChange={(next) => onValueChange(next.map((option) => option.value))}
      isItemEqualToValue={(a, b) => a.value === b.value}
      itemToStringLabel={(option) => option.label}
      disabled={disabled}
      autoHighlight
      {...(onSearch ? { filter: null, onInputValueChange: (text: string) => onSearch(text) } : {})}
    >
      <span className={cn(controlStyle, "flex min-h-[34px] flex-wrap items-center gap-1 px-1.5 py-1", className)}>
        {selected.map((option) => (
          <span
            key={option.value}
            className="flex h-6 max-w-full items-center gap-0.5 rounded-pill border border-line bg-surface2 pr-0.5 pl-2 font-medium text-caption text-ink2"
          >
            <span className="min-w-0 truncate">{option.label}</span>
            {disabled ? null : (
              <button
                type="button"
                aria-label={`Remove ${option.label}`}
                onClick={() => onValueChange(value.filter((id) => id !== option.value))}
                className="grid size-6 shrink-0 place-items-center rounded-pill text-ink3 hover:text-ink"
              >
                <X aria-hidden="true" className="size-3" />
              </button>
            )}
          </span>
        ))}
        <BaseCombobox.Trigger
          aria-label={ariaLabel}
          className="flex h-6 flex-1 items-center gap-1.5 rounded-sm px-1 text-left text-base text-ink3 hover:text-ink"
        >
          <Plus aria-hidden="true" className="size-3.5" />
          {placeholder}
        </BaseCombobox.Trigger>
      </span>
      <ComboboxList {...list} />
    </BaseCombobox.Root>
  );
}
