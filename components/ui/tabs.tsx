"use client";

import { Tabs as BaseTabs } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface TabsProps<V extends string> {
  /** Names the row of tabs for assistive tech. */
  label: string;
  tabs: readonly { value: V; label: ReactNode; count?: number; panel: ReactNode }[];
  value?: V;
  defaultValue?: V;
  onValueChange?: (value: V) => void;
  className?: string | undefined;
  panelClassName?: string | undefined;
}

/** Tabs inside one page or panel ("Message, Timing, Who skips"). For pages with addresses use SegmentedNav. */
export function Tabs<V extends string>({
  label,
  tabs,
  value,
  defaultValue,
  onValueChange,
  className,
  panelClassName,
}: TabsProps<V>) {
  return (
    <BaseTabs.Root
      {...(value === undefined ? { defaultValue: defaultValue ?? tabs[0]?.value } : { value })}
      onValueChange={(next) => {
        const chosen = tabs.find((tab) => tab.value === next);
        if (chosen) onValueChange?.(chosen.value);
      }}
      className={className}
    >
      <BaseTabs.List
        aria-label={label}
        activateOnFocus
        className="flex gap-1 overflow-x-auto p-0.5 [scrollbar-width:none]"
      >
        {tabs.map((tab) => (
          <BaseTabs.Tab
            key={tab.value}
            value={tab.value}
            className="inline-flex h-8 shrink-0 items-center gap-1.5 rounded-lg border border-transparent px-3 font-medium text-base text-ink2 transition-colors duration-80 hover:text-ink data-active:border-line data-active:bg-surface data-active:text-ink"
          >
            {tab.label}
            {tab.count === undefined ? null : <span className="tabular text-caption text-ink3">{tab.count}</span>}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      {tabs.map((tab) => (
        <BaseTabs.Panel key={tab.value} value={tab.value} className={cn("pt-4 outline-offset-4", panelClassName)}>
          {tab.panel}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}
