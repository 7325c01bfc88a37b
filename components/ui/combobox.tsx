"use client";

import { Combobox as BaseCombobox } from "@base-ui/react/combobox";
import { Check, ChevronsUpDown, X } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { cn } from "./cn";
import { type ControlSize, controlHeight, controlStyle } from "./control-style";
import { popupItemStyle, popupStyle } from "./popup-style";

export interface ComboboxOption {
  value: string;
  label: string;
  hint?: string | undefined;
  icon?: ReactNode;
}

export interface ComboboxListProps {
  options: readonly ComboboxOption[];
  /** Given: the caller searches (server) and `options` is the answer; otherwise we filter by label. */
  onSearch?: (text: string) => void;
  loading?: boolean;
  emptyText?: string;
}

/** The floating list, shared by Combobox and MultiCombobox. */
export function ComboboxList({
  loading = false,
  emptyText = "Nothing found.",
}: Pick<ComboboxListProps, "loading" | "emptyText">) {
  return (
    <BaseCombobox.Portal>
      <BaseCombobox.Positioner className="z-50" sideOffset={4}>
        <BaseCombobox.Popup className={cn(popupStyle, "min-w-(--anchor-width) max-w-[min(28rem,90vw)]")}>
          <BaseCombobox.Status className="px-2.5 py-1.5 text-ink3 text-sm empty:hidden">
            {loading ? "Searching…" : null}
          </BaseCombobox.Status>
          <BaseCombobox.Empty className="px-2.5 py-1.5 text-ink3 text-sm empty:hidden">
            {loading ? null : emptyText}
          </BaseCombobox.Empty>
          <BaseCombobox.List className="outline-none">
            {(option: ComboboxOption) => (
              <BaseCombobox.Item
                key={option.value}
                value={option}
                className={cn(popupItemStyle, option.hint && "items-start")}
              >
                {option.icon ? (
                  <span className="grid h-5 place-items-center text-ink2 [&_svg]:size-4">{option.icon}</span>
                ) : null}
                <span className="min-w-0 flex-1">
                  {option.label}
                  {option.hint ? <span className="block truncate text-ink3 text-sm">{option.hint}</span> : null}
                </span>
                <span className="grid h-5 w-4 place-items-center text-pine">
                  <BaseCombobox.ItemIndicator>
                    <Check aria-hidden="true" className="size-4" />
                  </BaseCombobox.ItemIndicator>
                </span>
              </BaseCombobox.Item>
            )}
          </BaseCombobox.List>
        </BaseCombobox.Popup>
      </BaseCombobox.Positioner>
    </BaseCombobox.Portal>
  );
}

export interface ComboboxProps extends ComboboxListProps {
  value: string | null;
  onValueChange: (value: string | null) => void;
  placeholder?: string;
  size?: ControlSize;
  clearable?: boolean;
  disabled?: boolean;
  "aria-label"?: string;
  className?: string | undefined;
}

/** One of many, found by typing. */
export function Combobox({
  options,
  value,
  onValueChange,
  onSearch,
  loading,
  emptyText,
  placeholder = "Search…",
  size = "md",
  clearable = false,
  disabled = false,
  className,
  "aria-label": ariaLabel,
}: ComboboxProps) {
  const selected = useMemo(() => options.find((option) => option.value === value) ?? null, [options, value]);
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
      <BaseCombobox.InputGroup className={cn("relative", className)}>
        <BaseCombobox.Input
          placeholder={placeholder}
          aria-label={ariaLabel}
          className={cn(controlStyle, controlHeight[size], clearable && value ? "pr-14" : "pr-8")}
        />
        <span className="absolute inset-y-0 right-1 flex items-center text-ink3">
          {clearable && value ? (
            <BaseCombobox.Clear aria-label="Clear" className="grid size-6 place-items-center rounded-sm hover:text-ink">
              <X aria-hidden="true" className="size-3.5" />
            </BaseCombobox.Clear>
          ) : null}
          <BaseCombobox.Trigger
            aria-label="Show all"
            className="grid size-6 place-items-center rounded-sm hover:text-ink"
          >
            <ChevronsUpDown aria-hidden="true" className="size-3.5" />
          </BaseCombobox.Trigger>
        </span>
      </BaseCombobox.InputGroup>
      <ComboboxList {...(loading === undefined ? {} : { loading })} {...(emptyText ? { emptyText } : {})} />
    </BaseCombobox.Root>
  );
}
