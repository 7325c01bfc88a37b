"use client";

import { Combobox as BaseCombobox } from "@base-ui/react/combobox";
import { Check, Search } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { popupItemStyle, popupStyle } from "./popup-style";

export interface ComboboxOption {
  value: string;
  label: string;
  hint?: string | undefined;
  icon?: ReactNode;
}

export interface ComboboxListProps {
  loading?: boolean;
  emptyText?: string;
  searchPlaceholder?: string;
}

function OptionRow({ option }: { option: ComboboxOption }) {
  return (
    <BaseCombobox.Item value={option} className={cn(popupItemStyle, option.hint && "items-start")}>
      {option.icon ? <span className="grid h-5 place-items-center text-ink2 [&_svg]:size-4">{option.icon}</span> : null}
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
  );
}

/** The floating search and list, shared by Combobox and MultiCombobox. */
export function ComboboxList({
  loading = false,
  emptyText = "Nothing found.",
  searchPlaceholder = "Search…",
}: ComboboxListProps) {
  return (
    <BaseCombobox.Portal>
      <BaseCombobox.Positioner className="z-50" sideOffset={4} align="start">
        <BaseCombobox.Popup
          aria-label="Choose"
          className={cn(
            popupStyle,
            "flex w-(--anchor-width) min-w-64 max-w-[min(28rem,90vw)] flex-col overflow-hidden p-0",
          )}
        >
          <span className="flex items-center gap-2 border-line border-b px-3">
            <Search aria-hidden="true" className="size-4 shrink-0 text-ink3" />
            <BaseCombobox.Input
              aria-label="Search"
              placeholder={searchPlaceholder}
              className="h-10 min-w-0 flex-1 bg-transparent text-base outline-none pointer-coarse:text-lg"
            />
          </span>
          <BaseCombobox.Status className="px-4 py-3 text-ink3 text-sm empty:hidden">
            {loading ? "Searching…" : null}
          </BaseCombobox.Status>
          <BaseCombobox.Empty className="px-4 py-3 text-ink3 text-sm empty:hidden">
            {loading ? null : emptyText}
          </BaseCombobox.Empty>
          <BaseCombobox.List className="max-h-72 overflow-y-auto overscroll-contain p-1.5 outline-none data-empty:p-0">
            {(option: ComboboxOption) => <OptionRow key={option.value} option={option} />}
          </BaseCombobox.List>
        </BaseCombobox.Popup>
      </BaseCombobox.Positioner>
    </BaseCombobox.Portal>
  );
}
