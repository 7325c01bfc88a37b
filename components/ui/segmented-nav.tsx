"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { segmentedActive, segmentedBar, segmentedCell } from "./segmented-style";
import { useCurrentInView } from "./use-current-in-view";

export interface SegmentedNavProps {
  label: string;
  items: readonly { href: string; label: ReactNode; active: boolean; count?: number }[];
  className?: string | undefined;
}

/** The Draft / Live / People row: pages with an address each. */
export function SegmentedNav({ label, items, className }: SegmentedNavProps) {
  const row = useCurrentInView<HTMLElement>(items.find(({ active }) => active)?.href);
  return (
    <nav ref={row} aria-label={label} className={cn(segmentedBar, "relative", className)}>
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item.active ? "page" : undefined}
          className={cn(segmentedCell, item.active && segmentedActive)}
        >
          {item.label}
          {item.count === undefined ? null : <span className="tabular text-caption text-ink3">{item.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
