"use client";

import { Combobox as BaseCombobox } from "@base-ui/react/combobox";
import { X } from "lucide-react";
import { useMemo } from "react";
import { cn } from "./cn";
import { ComboboxList, type ComboboxListProps, type ComboboxOption } from "./combobox";
import { controlStyle } from "./control-style";

export interface MultiComboboxProps extends ComboboxListProps {
  value: readonly string[];
  onValueChange: (value: string[]) => void;
  placeholder?: string;
  disabled?: boolean;
  "aria-label"?: string;
  className?: string | undefined;
}

/** Several of many, as chips. A value that is not (yet) among the options is shown by its id. */
export function MultiCombobox({
  options,
  value,
  onValueChange,
  onSearch,
  loading,
  emptyText,
  placeholder = "Add…",
  disabled = false,
  className,
  "aria-label": ariaLabel,
}: MultiComboboxProps) {
  const selected = useMemo(() => {
    const byValue = new Map(options.map((option) => [option.value, option]));
    return value.map((id): ComboboxOption => byValue.get(id) ?? { value: id, label: id });
  }, [options, value]);

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
      <BaseCombobox.InputGroup
        className={cn(controlStyle, "flex min-h-[34px] flex-wrap items-center gap-1 px-1.5 py-1", className)}
      >
        <BaseCombobox.Chips className="contents">
          {selected.map((option) => (
            <BaseCombobox.Chip
              key={option.value}
              aria-label={option.label}
              className="flex h-6 items-center gap-0.5 rounded-pill border border-line bg-surface2 pr-0.5 pl-2 font-medium text-caption text-ink2 outline-none data-highlighted:border-pine focus-within:border-pine"
            >
              {option.label}
              <BaseCombobox.ChipRemove
                aria-label={`Remove ${option.label}`}
                className="grid size-6 place-items-center rounded-pill text-ink3 hover:text-ink"
              >
                <X aria-hidden="true" className="size-3" />
              </BaseCombobox.ChipRemove>
            </BaseCombobox.Chip>
          ))}
          <BaseCombobox.Input
            aria-label={ariaLabel}
            placeholder={selected.length === 0 ? placeholder : ""}
            className="h-6 min-w-20 flex-1 bg-transparent px-1 text-base outline-none"
          />
        </BaseCombobox.Chips>
      </BaseCombobox.InputGroup>
      <ComboboxList {...(loading === undefined ? {} : { loading })} {...(emptyText ? { emptyText } : {})} />
    </BaseCombobox.Root>
  );
}
