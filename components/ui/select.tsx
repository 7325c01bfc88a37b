"use client";

import { Select as BaseSelect } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { type ControlSize, controlHeight, controlStyle } from "./control-style";
import { popupItemStyle, popupLabelStyle, popupStyle } from "./popup-style";

export interface SelectOption<V extends string> {
  value: V;
  label: string;
  hint?: string;
  icon?: ReactNode;
  disabled?: boolean;
}
export interface SelectGroup<V extends string> {
  heading: string;
  options: readonly SelectOption<V>[];
}

export interface SelectProps<V extends string> {
  options: readonly (SelectOption<V> | SelectGroup<V>)[];
  value: V | null;
  onValueChange: (value: V) => void;
  placeholder?: string;
  /** Needed where there is no Field around it. */
  "aria-label"?: string;
  size?: ControlSize;
  disabled?: boolean;
  name?: string;
  id?: string;
  className?: string | undefined;
}

function isGroup<V extends string>(entry: SelectOption<V> | SelectGroup<V>): entry is SelectGroup<V> {
  return "options" in entry;
}

function Option<V extends string>({ option }: { option: SelectOption<V> }) {
  return (
    <BaseSelect.Item
      value={option.value}
      disabled={option.disabled ?? false}
      className={cn(popupItemStyle, option.hint && "items-start")}
    >
      {option.icon ? <span className="grid h-5 place-items-center text-ink2 [&_svg]:size-4">{option.icon}</span> : null}
      <span className="min-w-0 flex-1">
        <BaseSelect.ItemText>{option.label}</BaseSelect.ItemText>
        {option.hint ? <span className="block text-ink3 text-sm">{option.hint}</span> : null}
      </span>
      <span className="grid h-5 w-4 place-items-center text-pine">
        <BaseSelect.ItemIndicator>
          <Check aria-hidden="true" className="size-4" />
        </BaseSelect.ItemIndicator>
      </span>
    </BaseSelect.Item>
  );
}

/** One of a short list. For long or searchable ones use Combobox. */
export function Select<V extends string>({
  options,
  value,
  onValueChange,
  placeholder = "Choose…",
  size = "md",
  disabled = false,
  className,
  name,
  id,
  "aria-label": ariaLabel,
}: SelectProps<V>) {
  const flat = options.flatMap((entry) => (isGroup(entry) ? entry.options : [entry]));
  return (
    <BaseSelect.Root<V>
      items={flat}
      value={value}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next);
      }}
      disabled={disabled}
      name={name}
      id={id}
    >
      <BaseSelect.Trigger
        aria-label={ariaLabel}
        className={cn(
          controlStyle,
          controlHeight[size],
          "flex items-center justify-between gap-2 text-left data-popup-open:border-ink3",
          className,
        )}
      >
        <BaseSelect.Value placeholder={placeholder} className="min-w-0 truncate data-placeholder:text-ink3" />
        <BaseSelect.Icon className="text-ink3">
          <ChevronsUpDown aria-hidden="true" className="size-3.5" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner className="z-50" sideOffset={4} alignItemWithTrigger={false}>
          <BaseSelect.Popup className={cn(popupStyle, "min-w-(--anchor-width) max-w-[min(26rem,90vw)]")}>
            <BaseSelect.List>
              {options.map((entry) =>
                isGroup(entry) ? (
                  <BaseSelect.Group key={entry.heading}>
                    <BaseSelect.GroupLabel className={popupLabelStyle}>{entry.heading}</BaseSelect.GroupLabel>
                    {entry.options.map((option) => (
                      <Option key={option.value} option={option} />
                    ))}
                  </BaseSelect.Group>
                ) : (
                  <Option key={entry.value} option={entry} />
                ),
              )}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}
