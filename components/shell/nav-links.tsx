"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import { builtPages, isCurrentPage, type NavigationPage, navigationGroups, settingsPage } from "./navigation";

export interface NavLinksProps {
  workspace: string;
  /** Icons only, names as tooltips. */
  narrow?: boolean;
  /** Figures beside a page: `{ replies: 3 }` is three that want a decision. */
  counts?: Readonly<Record<string, number>>;
  onNavigate?: () => void;
}

function NavLink({
  page,
  workspace,
  narrow,
  count,
  onNavigate,
}: {
  page: NavigationPage;
  workspace: string;
  narrow: boolean;
  count: number | undefined;
  onNavigate: (() => void) | undefined;
}) {
  const pathname = usePathname();
  const active = isCurrentPage(pathname, workspace, page.key);
  const Icon = page.icon;
  const link = (
    <Link
      href={`/${workspace}/${page.key}`}
      aria-current={active ? "page" : undefined}
      onClick={() => onNavigate?.()}
      className={cn(
        "relative flex h-8 items-center gap-2.5 rounded-lg border border-transparent px-2 font-medium text-ink2 no-underline transition-colors duration-80 hover:text-ink pointer-coarse:h-11",
        active ? "border-line bg-surface text-ink" : "hover:bg-line/50",
        narrow && "w-9 justify-center px-0",
      )}
    >
      <Icon aria-hidden="true" className={cn("size-4 shrink-0", active && "text-pine")} strokeWidth={1.75} />
      <span className={cn("min-w-0 flex-1 truncate", narrow && "sr-only")}>{page.label}</span>
      {count ? (
        <span
          className={cn(
            "tabular rounded-pill bg-amber-tint px-1.5 font-medium text-amber text-caption",
            narrow && "-top-1 -right-1 absolute px-1 text-micro",
          )}
        >
          {count}
        </span>
      ) : null}
    </Link>
  );
  return (
    <li>
      {narrow ? (
        <Tooltip content={page.label} side="right">
          {link}
        </Tooltip>
      ) : (
        link
      )}
    </li>
  );
}

export function NavLinks({ workspace, narrow = false, counts = {}, onNavigate }: NavLinksProps) {
  const groups = navigationGroups();
  const withSettings = builtPages.includes("settings") ? [...groups, [settingsPage]] : groups;
  return (
    <nav aria-label="Workspace" className="flex flex-col gap-4">
      {withSettings.map((group) => (
        <ul key={group[0]?.key} className="flex flex-col gap-0.5">
          {group.map((page) => (
            <NavLink
              key={page.key}
              page={page}
              workspace={workspace}
              narrow={narrow}
              count={counts[page.key]}
              onNavigate={onNavigate}
            />
          ))}
        </ul>
      ))}
    </nav>
  );
}
