"use client";

import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

const bar =
  "inline-flex max-w-full self-start items-center gap-0.5 overflow-x-auto rounded-lg bg-surface2 p-0.5 [scrollbar-width:none]";
const cell =
  "inline-flex h-8 shrink-0 select-none items-center gap-1.5 rounded-[9px] border border-transparent px-3 font-medium text-base text-ink2 no-underline transition-colors duration-80 hover:text-ink";
const cellActive = "border-line bg-surface text-ink";

export interface SegmentedNavProps {
  label: string;
  items: readonly { href: string; label: ReactNode; active: boolean; count?: number }[];
  className?: string | undefined;
}

/** The Draft / Live / People row: pages with an address each. */
export function SegmentedNav({ label, items, className }: SegmentedNavProps) {
  return (
    <nav aria-label={label} className={cn(bar, className)}>
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item.active ? "page" : undefined}
          className={cn(cell, item.active && cellActive)}
        >
          {item.label}
          {item.count === undefined ? null : <span className="tabular text-caption text-ink3">{item.count}</span>}
        </Link>
      ))}
    </nav>
  );
}

export interface SegmentedProps<V extends string> {
  label: string;
  options: readonly { value: V; label: ReactNode }[];
  value: V;
  onValueChange: (value: V) => void;
  size?: "sm" | "md";
  className?: string | undefined;
}

/** One of a few, switched in place (range of a report, list or canvas). */
export function Segmented<V extends string>({
  label,
  options,
  value,
  onValueChange,
  size = "md",
  className,
}: SegmentedProps<V>) {
  return (
    <ToggleGroup
      aria-label={label}
      value={[value]}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next[0]);
        if (chosen) onValueChange(chosen.value);
      }}
      className={cn(bar, className)}
    >
      {options.map((option) => (
        <Toggle
          key={option.value}
          value={option.value}
          className={cn(
            cell,
            size === "sm" && "h-6 px-2 text-sm",
            "data-pressed:border-line data-pressed:bg-surface data-pressed:text-ink",
          )}
        >
          {option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
