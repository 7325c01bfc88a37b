"use client";

import { PanelLeftClose, PanelLeftOpen, Search } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";

export interface RailProps {
  narrow: boolean;
  /** Undefined where the page decides (the canvas). */
  onToggle: (() => void) | undefined;
  onSearch: () => void;
  switcher: ReactNode;
  links: ReactNode;
  clock: ReactNode;
  member: ReactNode;
  bell: ReactNode;
}

/** The left rail from 768 px up. */
export function Rail({ narrow, onToggle, onSearch, switcher, links, clock, member, bell }: RailProps) {
  return (
    <aside
      aria-label="Navigation"
      className={cn(
        "sticky top-(--shell-top) hidden h-[calc(100dvh-var(--shell-top))] shrink-0 flex-col gap-3 border-line border-r py-3 md:flex",
        narrow ? "w-14 items-center px-2" : "w-56 px-3",
      )}
    >
      {switcher}
      {narrow ? (
        <IconButton
          label="Search (Ctrl K)"
          icon={<Search aria-hidden="true" />}
          onClick={onSearch}
          tooltipSide="right"
        />
      ) : (
        <button
          type="button"
          onClick={onSearch}
          className="flex h-[34px] items-center gap-2 rounded-lg border border-line bg-surface px-2.5 text-ink3 transition-colors duration-80 hover:border-line2 hover:text-ink2"
        >
          <Search aria-hidden="true" className="size-4" />
          <span className="flex-1 text-left">Search</span>
          <Kbd>Ctrl K</Kbd>
        </button>
      )}
      <div className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1 py-1 [scrollbar-width:none]">{links}</div>
      {clock}
      <div className={cn("flex items-center gap-1", narrow && "flex-col")}>
        <div className={cn("min-w-0", !narrow && "flex-1")}>{member}</div>
        {bell}
        {onToggle ? (
          <IconButton
            label={narrow ? "Show names" : "Fold to icons"}
            icon={narrow ? <PanelLeftOpen aria-hidden="true" /> : <PanelLeftClose aria-hidden="true" />}
            onClick={onToggle}
            tooltipSide="right"
            size="sm"
          />
        ) : null}
      </div>
    </aside>
  );
}
