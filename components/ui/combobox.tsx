"use client";

import { Combobox as BaseCombobox } from "@base-ui/react/combobox";
import { ChevronsUpDown, X } from "lucide-react";
import { useMemo } from "react";
import { cn } from "./cn";
import { ComboboxList, type ComboboxListProps, type ComboboxOption } from "./combobox-list";
import { type ControlSize, controlHeight, controlStyle } from "./control-style";

export interface ComboboxProps extends ComboboxListProps {
  options: readonly ComboboxOption[];
  value: string | null;
  onValueChange: (value: string | null) => void;
  /** Given: the caller searches (server) and `options` is the answer; otherwise we filter by label. */
  onSearch?: (text: string) => void;
  /** What to show for a value that is not among the options (they are one page of a search). */
  valueLabel?: string;
  placeholder?: string;
  size?: ControlSize;
  clearable?: boolean;
  disabled?: boolean;
  "aria-label"?: string;
  className?: string | undefined;
}

/**
 * One of many, found by typing. The search field is inside the popup: an open list then hides nothing of the page from
 * assistive tech, as it would with a typed-in trigger.
 */
export function Combobox({
  options,
  value,
  onValueChange,
  onSearch,
  valueLabel,
  placeholder = "Choose…",
  size = "md",
  clearable = false,
  disabled = false,
  className,
  "aria-label": ariaLabel,
  ...list
}: ComboboxProps) {
  const selected = useMemo(() => {
    if (value === null) return null;
    return options.find((option) => option.value === value) ?? { value, label: valueLabel ?? value };
  }, [options, value, valueLabel]);
  const canClear = clearable && selected !== null && !disabled;
  return (
    <BaseCombobox.Root<ComboboxOption>
      items={options}
      value={selected}
      onValueChange={(option) => onValueChange(option?.value ?? null)}
      isItemEqualToValue={(a, b) => a.value === b.value}
      itemToStringLabel={(option) => option.label}
      disabled={disabled}
      autoHighlight
      {...(onSearch ? { filter: null, onInputValueChange: (text: string) => onSearch(text) } : {})}
    >
      <span className={cn("relative block w-full", className)}>
        <BaseCombobox.Trigger
          aria-label={ariaLabel}
          className={cn(
            controlStyle,
            controlHeight[size],
            "flex items-center justify-between gap-2 text-left data-popup-open:border-ink3",
            canClear && "pr-9",
          )}
        >
          <span className={cn("min-w-0 truncate", selected === null && "text-ink3")}>
            {selected?.label ?? placeholder}
          </span>
          {canClear ? null : <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-ink3" />}
        </BaseCombobox.Trigger>
        {canClear ? (
          <button
            type="button"
            aria-label={`Clear ${selected.label}`}
            onClick={() => onValueChange(null)}
            className="absolute inset-y-0 right-1.5 my-auto grid size-6 place-items-center rounded-sm text-ink3 hover:text-ink"
          >
            <X aria-hidden="true" className="size-3.5" />
          </button>
        ) : null}
      </span>
      <ComboboxList {...list} />
    </BaseCombobox.Root>
  );
}
