"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { useCurrentInView } from "@/components/ui/use-current-in-view";
import { isCurrentPage, settingsSections } from "./navigation";

/** The sections of the settings: a column beside the page, a row that scrolls on a phone. */
export function SettingsNav({ workspace }: { workspace: string }) {
  const pathname = usePathname();
  const row = useCurrentInView<HTMLElement>(pathname);
  return (
    <nav
      ref={row}
      aria-label="Settings"
      className="relative -mx-1 flex gap-0.5 overflow-x-auto px-1 py-0.5 md:w-44 md:shrink-0 md:flex-col"
    >
      {settingsSections().map(({ key, label }) => {
        const active = isCurrentPage(pathname, workspace, `settings/${key}`);
        return (
          <Link
            key={key}
            href={`/${workspace}/settings/${key}`}
            aria-current={active ? "page" : undefined}
            className={cn(
              "flex h-8 shrink-0 items-center rounded-lg border border-transparent px-2.5 font-medium text-ink2 no-underline transition-colors duration-80 hover:text-ink pointer-coarse:h-11",
              active ? "border-line bg-surface text-ink" : "hover:bg-line/50",
            )}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
